import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Decimal } from '../model/index.ts';
import { modelBytes, modelOfBytes } from './kept.ts';
import type { MetadataModel } from './types.ts';
import { ANALYTICS_FILES } from './analytics/testReports.ts';
import { compileFiles } from './testProject.ts';
import { columnOfType } from './analytics/reportTypes.ts';

const compiled = () => compileFiles(ANALYTICS_FILES).model ?? assert.fail('no model');

test('a model comes back from bytes as it was, frozen and with names that ignore case', () => {
    const model = compiled();
    const bytes = modelBytes(model) ?? assert.fail('it is data');
    const again = modelOfBytes(bytes, [], 9);
    const { schema: after } = again;
    const asData = (of: MetadataModel) => ({ ...of, schema: of.schema.objects, components: undefined });
    assert.deepStrictEqual(asData(again), asData(model));
    assert.equal(after.generation, 9);
    assert.equal(after.object('trip__c'), after.object('TRIP__C'));
    assert.equal(after.object('Trip__c')?.field('NAME')?.name, 'Name');
    assert.throws(() => Object.assign(after, { generation: 1 }), TypeError);
    assert.throws(() => Object.assign(after.object('Trip__c')?.fields[0] ?? {}, { name: 'x' }), TypeError);
    // Identity is kept: a report's column is the schema's own field.
    const [type] = again.analytics.reportTypes;
    const column = type && columnOfType(type, 'trip__c$OWNER', after);
    assert.equal(column?.field, after.object('User')?.field('Name'));
});

test('a model that holds what is no data is not kept', () => {
    const model = compiled();
    assert.equal(modelBytes({ ...model, folders: [new Date(0)] as never }), undefined);
    assert.equal(modelBytes({ ...model, folders: [() => 1] as never }), undefined);
    assert.ok(modelBytes({ ...model, folders: [Decimal.of(1)] as never }));
});
