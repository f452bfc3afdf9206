import { Command } from 'commander';
import { collected, type ImportOptions, importRequestOf, runImport, withImportOptions } from '../import/import-command';
import { legalBasisOf, OptionWrong } from '../import/options';
import { importUnits } from './import-units';
import { template } from './template';
import type { UnitImportRequest } from './unit-import-run';

type Options = ImportOptions & { legalBasis: string[]; report?: string; template?: true };

const program = new Command('import:units')
  .description(
    '把成员单位名单（CSV）中的单位连同联络员逐个登记，上级单位在先。再次运行不会重复登记。\n' +
      'Registers the units of a member list (CSV) with their liaison officers, parents first. Run again, it adds nothing.',
  )
  .argument('[file]', 'CSV 文件，UTF-8 或 GB18030 · CSV file')
  .option(
    '--legal-basis <norm[:article]>',
    '未填「法律依据」的行的依据，可重复 · legal basis of rows that name none, repeatable',
    collected,
    [],
  )
  .option('--report <file>', '把每一行的结果写入 CSV 文件 · write the result of each row to a CSV file')
  .option('--template', '打印空白名单后结束 · print a list to fill in, and end')
  .addHelpText(
    'after',
    '\n列 Columns：单位名称、单位编号、类别、层级、行政区划代码、生效日期（必有）；系统、上级单位（编号或全称）、' +
      '联络员账号（多个以、或；分隔）、法律依据（规范:条款，多个以；分隔）。\n' +
      'name, unitId, kind, level, regionCode, effectiveOn (required); system, parent (id or full name), ' +
      'officers (divided by 、 or ;), legalBasis (norm:article, divided by ;).',
  );

async function requestOf(path: string | undefined, options: Options): Promise<UnitImportRequest> {
  if (path === undefined) throw new OptionWrong('<file>', { zh: '必须给出名单文件。', en: 'Is required.' });
  const legalBasis = options.legalBasis.map(legalBasisOf);
  return { ...(await importRequestOf(path, options)), legalBasis, report: options.report ?? null };
}

void withImportOptions(program)
  .action(async (path: string | undefined, options: Options) => {
    if (options.template) process.stdout.write(template());
    else process.exitCode = await runImport(() => requestOf(path, options), importUnits);
  })
  .parseAsync();
