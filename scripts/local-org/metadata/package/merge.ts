/** What a deployment makes of a component that is there already: objects and labels keep the parts that it does not bring. */
import { makeComponent } from '../source/components.ts';
import type { ComponentId, ComponentSource } from '../types.ts';
import { PART_TYPES } from '../schema/objectSource.ts';
import { cutFile, partOfFile, type CutFile } from './parts.ts';
import { keyOf } from './deployment.ts';

/** Types of the parts of objects. */
export const OBJECT_PART_TYPES = new Set(Object.values(PART_TYPES));

export interface Piece {
    readonly id: ComponentId;
    readonly path: string;
    readonly bytes: Uint8Array;
}

/** What is deployed can be read; a file that cannot stays whole. */
const cutOf = (component: ComponentSource, path: string, bytes: Uint8Array): CutFile | undefined => {
    const cut = cutFile(component, path, bytes);
    return cut && 'message' in cut ? undefined : cut;
};

/** A container's files by what they are: the object itself, each field, each label. */
export const piecesOf = (component: ComponentSource): Map<string, Piece> => {
    const pieces = new Map<string, Piece>();
    for (const [path, bytes] of component.files) {
        const cut = cutOf(component, path, bytes);
        const rest = cut ? cut.rest : bytes;
        const id = partOfFile(component, path);
        if (rest) pieces.set(keyOf(id), { id, path, bytes: rest });
        for (const part of cut?.parts ?? []) pieces.set(keyOf(part.id), part);
    }
    return pieces;
};

const ofPieces = (id: ComponentSource, pieces: ReadonlyMap<string, Piece>): ComponentSource =>
    makeComponent(id, new Map([...pieces.values()].map(({ path, bytes }) => [path, bytes])), id.origin);

/** Whether a deployment of this type adds to what is there instead of replacing it. */
export const isContainer = ({ type }: ComponentId): boolean => type === 'CustomObject' || type === 'CustomLabels';

/**
 * Adds what a deployment brings of a component to what is there.
 * @param existing as it is deployed; its files keep their paths, so that what is deployed again counts as unchanged
 */
export const mergeComponent = (existing: ComponentSource | undefined, incoming: ComponentSource): ComponentSource => {
    if (!existing) return incoming;
    if (!isContainer(incoming)) return { ...incoming, origin: existing.origin };
    const pieces = piecesOf(existing);
    for (const [key, piece] of piecesOf(incoming)) {
        const path = pieces.get(key)?.path ?? piece.path;
        pieces.set(key, { ...piece, path });
    }
    return ofPieces(existing, pieces);
};

/** The component that holds a member of a manifest: `CustomField Widget__c.Size__c` is in the object Widget__c. */
export const holderOf = ({ type, fullName }: ComponentId): ComponentId => {
    if (type === 'CustomLabel') return { type: 'CustomLabels', fullName: 'CustomLabels' };
    const object = fullName.split('.')[0] ?? fullName;
    return OBJECT_PART_TYPES.has(type) ? { type: 'CustomObject', fullName: object } : { type, fullName };
};

/** The parts of a component as a manifest names them: an object with each of its fields, each label; the component itself for others. */
export const membersOf = (component: ComponentSource): ComponentId[] => {
    if (!isContainer(component)) return [{ type: component.type, fullName: component.fullName }];
    const members = new Map<string, ComponentId>();
    const add = (id: ComponentId): void => void members.set(keyOf(id), id);
    for (const [path, bytes] of component.files) {
        const cut = cutOf(component, path, bytes);
        if (!cut || cut.rest) add(partOfFile(component, path));
        for (const part of cut?.parts ?? []) add(part.id);
    }
    return [...members.values()];
};

/**
 * Takes parts out of a component.
 * @returns what is left, undefined where nothing is; and the parts that were not there
 */
export const removeParts = (
    component: ComponentSource,
    parts: readonly ComponentId[]
): { readonly left: ComponentSource | undefined; readonly missing: readonly ComponentId[] } => {
    const pieces = isContainer(component) ? piecesOf(component) : new Map<string, Piece>();
    const missing = parts.filter((part) => !pieces.delete(keyOf(part)));
    return { left: pieces.size === 0 ? undefined : ofPieces(component, pieces), missing };
};
