import type { ObjectKind } from '../../model/index.ts';
import type { KeyPrefixes } from '../types.ts';

const BASE_62 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** First character by kind. The platform gives all custom shares one prefix (02c); here each has its own, so that an Id names its object. */
const FIRST: Readonly<Record<ObjectKind, string>> = {
    standard: 'a',
    custom: 'a',
    customSetting: 'a',
    customMetadata: 'm',
    platformEvent: 'e',
    bigObject: 'i',
    share: 's',
    history: 'h'
};

/**
 * Gives each object without a key prefix the next free one of its kind; a prefix once given stays, whatever becomes of other objects.
 * @param objects name and kind, in the order in which new ones get theirs
 * @param taken extended in place
 */
export const assignKeyPrefixes = (
    objects: readonly { readonly name: string; readonly kind: ObjectKind }[],
    taken: KeyPrefixes
): void => {
    const used = new Set(taken.values());
    for (const { name, kind } of objects) {
        if (taken.has(name)) continue;
        for (let number = 0; ; number++) {
            const prefix = `${FIRST[kind]}${BASE_62.charAt(Math.floor(number / 62))}${BASE_62.charAt(number % 62)}`;
            if (number >= 62 * 62) throw new RangeError(`no key prefix left for ${kind}`);
            if (used.has(prefix)) continue;
            used.add(prefix);
            taken.set(name, prefix);
            break;
        }
    }
};
