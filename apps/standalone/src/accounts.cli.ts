import { accountsCommand } from '@fuyuan/identity';
import { apologyFor } from './apology';

/** `npm run accounts -- [--data DIR] [--by NAME] list | show | open | close | grant-role …`, on a data directory. */
const argv = process.argv.slice(2);
const at = argv.indexOf('--data');
const [, named] = at < 0 ? [] : argv.splice(at, 2);

accountsCommand(argv, named ?? process.env.DATA_DIR ?? 'data').then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(apologyFor(error));
    process.exit(1);
  },
);
