/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call -- answers are JSON */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestOrg, V, xml } from '../testOrg.ts';

/* Source: Actions Developer Guide, "Invocable Actions Custom", "Apex". */
const GREETER = `public with sharing class Greeter {
    public class Input {
        @InvocableVariable(required=true label='Whom' description='Who is greeted')
        public String name;
        @InvocableVariable
        public List<Id> ids;
        public String hidden;
    }
    public class Output {
        @InvocableVariable
        public Account made;
    }
    @InvocableMethod(label='Greet' description='Says hello')
    public static List<Output> greet(List<Input> inputs) {
        return new List<Output>{ new Output() };
    }
}`;
const t = openTestOrg({
    'force-app/main/classes/Greeter.cls': GREETER,
    'force-app/main/classes/Greeter.cls-meta.xml': xml(
        'ApexClass',
        '<apiVersion>67.0</apiVersion><status>Active</status>'
    )
});

test('actions are listed and described to whom may call them', () => {
    assert.deepEqual(t.call('GET', `${V}/actions`).body, {
        standard: `${V}/actions/standard`,
        custom: `${V}/actions/custom`
    });
    assert.deepEqual(t.call('GET', `${V}/actions/custom`).body, { apex: `${V}/actions/custom/apex` });
    assert.deepEqual(t.call('GET', `${V}/actions/custom/apex`).body.actions, [
        { label: 'Greet', name: 'Greeter', type: 'APEX', url: `${V}/actions/custom/apex/Greeter` }
    ]);
    const { body } = t.call('GET', `${V}/actions/custom/apex/greeter`);
    assert.equal(body.description, 'Says hello');
    assert.deepEqual(
        body.inputs.map(({ name, label, type, required, maxOccurs }: Record<string, unknown>) => [
            name,
            label,
            type,
            required,
            maxOccurs
        ]),
        [
            ['name', 'Whom', 'STRING', true, 1],
            ['ids', 'ids', 'REFERENCE', false, 2000]
        ]
    );
    assert.deepEqual([body.outputs[0].type, body.outputs[0].sobjectType], ['SOBJECT', 'Account']);
    // Ann has no access to the class.
    assert.deepEqual(t.as(t.ann, 'GET', `${V}/actions/custom/apex`).body.actions, []);
    assert.equal(t.as(t.ann, 'GET', `${V}/actions/custom/apex/Greeter`).status, 404);
    assert.equal(t.call('GET', `${V}/actions/custom/apex/Nobody`).status, 404);
});
