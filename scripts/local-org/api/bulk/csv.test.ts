import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CsvFault, csvLine, readRows } from './csv.ts';

const LF = { delimiter: ',', lineEnding: 'LF' } as const;
const CRLF = { delimiter: ';', lineEnding: 'CRLF' } as const;

describe('CSV', () => {
    it('reads quotes, delimiters and ends of lines within quotes, and a last line without an end', () => {
        assert.deepEqual(readRows('a,"b ""c""",\n"x\ny",,z', 0, 10, LF).rows, [
            ['a', 'b "c"', ''],
            ['x\ny', '', 'z']
        ]);
        assert.deepEqual(readRows('a;b\r\n\r\nc;d\r\n', 0, 10, CRLF).rows, [
            ['a', 'b'],
            ['c', 'd']
        ]);
    });
    it('stops after so many rows, and goes on from there', () => {
        const first = readRows('a\nb\nc\n', 0, 2, LF);
        assert.deepEqual(first, { rows: [['a'], ['b']], next: 4 });
        assert.deepEqual(readRows('a\nb\nc\n', first.next, 2, LF).rows, [['c']]);
    });
    it('leaves a row that may go on in text to come', () => {
        for (const cut of ['a\nb', 'a\nb,"c', 'a\nb,"c"', 'a\n'])
            assert.deepEqual(readRows(cut, 0, 9, LF, true), { rows: [['a']], next: 2 }, cut);
        assert.deepEqual(readRows('a\r\nb\r', 0, 9, CRLF, true).next, 3);
    });
    it('refuses the other end of lines, and quotes that do not end', () => {
        assert.throws(
            () => readRows('a\r\nb', 0, 9, LF),
            /^Error: ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF$/
        );
        assert.throws(() => readRows('a\nb', 0, 9, CRLF), /setting is CRLF$/);
        assert.throws(() => readRows('a\rb', 0, 9, { delimiter: ',' }), CsvFault);
        assert.throws(() => readRows('"a', 0, 9, LF), /does not end/);
        assert.throws(() => readRows('"a"b', 0, 9, LF), /followed by other text/);
        assert.deepEqual(readRows('a\r\nb\nc', 0, 9, { delimiter: ',' }).rows, [['a'], ['b'], ['c']]);
    });
    it('writes every value in quotes', () => {
        assert.equal(csvLine(['a', 'b "c"', '']), '"a","b ""c""",""\n');
        assert.equal(csvLine(['a', 'b'], '\t', 'CRLF'), '"a"\t"b"\r\n');
    });
});
