import { fitted, sizeFor, wrapped } from '../text';
import type { Measure } from '../pen';

/** Each sign is as wide as the size says. */
const measure: Measure = (text, size) => Array.from(text).length * size;
const lines = (text: string, ...rooms: number[]): string[] => wrapped(text, rooms, 1, false, measure);

describe('text on cards', () => {
    it('breaks between words and after hyphens, and never loses a sign that fits', () => {
        expect(lines('Ana Ruiz', 20, 20)).toEqual(['Ana Ruiz']);
        expect(lines('Ana Ruiz Okafor', 8, 20)).toEqual(['Ana Ruiz', 'Okafor']);
        expect(lines('Maximilian-Alexander Ruiz', 12, 20)).toEqual(['Maximilian-', 'Alexander Ruiz']);
        expect(lines('', 10)).toEqual([]);
    });
    it('ends the last line in an ellipsis where not all fits', () => {
        expect(lines('Group controller, shared service centre', 10, 12)).toEqual(['Group', 'controller,…']);
    });
    it('goes on in the next line with a word that is longer than one', () => {
        expect(lines('Donaudampfschifffahrt', 10, 20)).toEqual(['Donaudampf', 'schifffahrt']);
    });
    it('tears no accent and no emoji apart', () => {
        expect(fitted('👩‍💼👩‍💼👩‍💼', 5, (text) => Array.from(text).length)).toBe('👩‍💼…');
        expect(fitted('abcdef', 4, (text) => text.length)).toBe('abc…');
        expect(fitted('abcd', 4, (text) => text.length)).toBe('abcd');
    });
    it('makes letters smaller before it tears a word, but not smaller than half', () => {
        expect(sizeFor('short', 100, 20, measure)).toBe(20);
        expect(sizeFor('longerword', 100, 20, measure)).toBe(10);
        expect(sizeFor('averyverylongwordindeed', 100, 20, measure)).toBe(10);
    });
});
