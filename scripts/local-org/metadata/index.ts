/** Components (files in source format) → schema, pages, labels, access. Pure but for reading the files. */
export { compoundOf, fieldsGrantedBy, governingObject, isPermissionable } from './access/governed.ts';
export { objectRightsFaults, REQUIRED_PERMISSIONS } from './access/dependencies.ts';
export { compileMetadata } from './compile.ts';
export { FoldedMap, FoldedSet } from './folded.ts';
export { placeOf } from './places.ts';
export { parentNameOf } from './schema/definition.ts';
export { baseComponents } from './source/base.ts';
export { groupFiles } from './source/components.ts';
export { projectProblem, readProject } from './source/project.ts';
export { scratchFeatures } from './source/scratchDefinition.ts';
export { cutProblem } from './tolerance.ts';
export type * from './types.ts';
