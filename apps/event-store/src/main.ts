import { CommanderError } from 'commander';
import { readArguments, type Arguments } from './arguments.cli';
import { reasonOf } from './reason';
import { serve } from './serve.cli';
import { addUser, backup, verify } from './upkeep.cli';

const WRONG_USE = 2;

async function run(asked: Arguments): Promise<number> {
  if (asked.addUser !== undefined) return addUser(asked.addUser, asked.users);
  if (asked.data === undefined) throw new Error('请用 --data 指明数据目录 Name the data directory with --data.');
  if (asked.verify) return verify(asked.data);
  if (asked.backup !== undefined) return backup(asked.data, asked.backup);
  return serve(asked, asked.data);
}

async function main(): Promise<number> {
  let asked: Arguments;
  try {
    asked = readArguments(process.argv.slice(2));
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
    throw error;
  }
  try {
    return await run(asked);
  } catch (error) {
    console.error(reasonOf(error, asked));
    return 1;
  }
}

void main().then((code) => process.exit(code));
