import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { buttonsOf, valueOf } from './commands.ts';

const names = (formats?: unknown, disabled?: unknown): string[] => buttonsOf(formats, disabled).map(({ name }) => name);

test('all buttons, those of the allowed formats, and none of a disabled group', () => {
    assert.equal(names().length, 12);
    assert.deepEqual(names(['bold', 'list', 'align']), ['bold', 'list', 'numbered', 'left', 'center', 'right']);
    assert.deepEqual(names(['bold', 'italic', 'list'], 'FORMAT_BODY, ALIGN_TEXT'), ['bold', 'italic']);
    assert.deepEqual(names(undefined, ['FORMAT_TEXT', 'FORMAT_BODY', 'ALIGN_TEXT']), ['clean']);
});

test('an editor that holds nothing but empty lines is empty', () => {
    assert.equal(valueOf('<p><br></p>'), '');
    assert.equal(valueOf('<div>&nbsp;</div>'), '');
    assert.equal(valueOf('<p>a</p>'), '<p>a</p>');
    assert.equal(valueOf('<p lwc-v0m4="">see lwc-docs <b lwc-v0m4="">b</b></p>'), '<p>see lwc-docs <b>b</b></p>');
    assert.equal(valueOf('<img src="x">'), '<img src="x">');
});
