import { DesignateLiaisonOfficerHandler } from './designate-liaison-officer';
import { MergeUnitHandler } from './merge-unit';
import { MoveUnitHandler } from './move-unit';
import { RenameUnitHandler } from './rename-unit';
import { ReplaceLiaisonOfficerHandler } from './replace-liaison-officer';
import { SplitUnitHandler } from './split-unit';

export const unitChangeUseCases = [
  RenameUnitHandler,
  DesignateLiaisonOfficerHandler,
  ReplaceLiaisonOfficerHandler,
  MoveUnitHandler,
  MergeUnitHandler,
  SplitUnitHandler,
];
