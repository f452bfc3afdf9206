import { Command } from 'commander';
import { collected, type ImportOptions, importRequestOf, runImport, withImportOptions } from '../import/import-command';
import { legalBasisOf } from '../import/options';
import { circularOf, unitsOf } from './circular';
import { importLaws } from './import-laws';

type Options = ImportOptions & { to?: string; legalBasis: string[] };

const program = new Command('import:laws')
  .description(
    '把 CSV 文件中的法律法规逐件作为法规更新通报发布，受文单位由 --to 指定。\n' +
      'Publishes each norm of a CSV file as a law notice to the units named by --to.',
  )
  .argument('<file>', 'CSV 文件，UTF-8 或 GB18030 · CSV file')
  .option('--to <unitId,unitId>', '受文单位编号，逗号分隔（必填）· addressed units (required)')
  .option(
    '--legal-basis <norm[:article]>',
    '法律依据，可重复（必填）· legal basis, repeatable (required)',
    collected,
    [],
  );

const NOBODY = { addressees: [], legalBasis: [] };

async function requestOf(path: string, options: Options) {
  const circular = options.dryRun
    ? NOBODY
    : circularOf(unitsOf(options.to ?? ''), options.legalBasis.map(legalBasisOf));
  return { ...(await importRequestOf(path, options)), circular };
}

void withImportOptions(program)
  .action(async (path: string, options: Options) => {
    process.exitCode = await runImport(() => requestOf(path, options), importLaws);
  })
  .parseAsync();
