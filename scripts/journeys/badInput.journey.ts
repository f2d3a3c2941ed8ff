/** Bad input: each ends in one clear message that names file and line or the fix, and leaves no half-written state. */
import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess, type ExecFileException } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Connection } from 'jsforce';
import { open, type Login } from '../client/connection.ts';
import { bundle } from '../run.mjs';
import { assign } from '../seed/people.ts';

const OBJECT = 'force-app/main/default/objects/Thing__c';
const READY_MS = 60_000;

let folder: string;
/** The local org's command line in one file. */
let entry: string;
let running: ChildProcess | undefined;

before(async () => {
    entry = await bundle(path.join(PROJECT_ROOT, 'scripts/local-org/main.ts'));
    folder = mkdtempSync(path.join(tmpdir(), 'gangway-bad-'));
});
after(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
});

interface Ended {
    readonly code: number;
    readonly printed: string;
    readonly error: string;
}
/** Runs the local org's command line to its end. */
const localOrg = (command: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> =>
    new Promise((resolve) => {
        const env = { ...process.env, ...environment };
        const done = (failure: ExecFileException | null, printed: string, error: string): void =>
            resolve({ code: Number(failure?.code ?? 0), printed, error });
        execFile(process.execPath, [entry, ...command], { cwd: PROJECT_ROOT, env, timeout: READY_MS }, done);
    });
const xml = (root: string, content: string): string =>
    `<?xml version="1.0" encoding="UTF-8" ?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${content}\n</${root}>\n`;
const field = (name: string, type: string): [file: string, content: string] => [
    `${OBJECT}/fields/${name}.field-meta.xml`,
    xml('CustomField', `<fullName>${name}</fullName>\n<label>${name}</label>\n${type}`)
];
const text = (length: number): string => `<length>${length}</length>\n<type>Text</type>`;
const number = (precision: number, scale: number): string =>
    `<precision>${precision}</precision>\n<scale>${scale}</scale>\n<type>Number</type>`;
const permissions = (...names: string[]): [file: string, content: string] => [
    'force-app/main/default/permissionsets/Things.permissionset-meta.xml',
    xml(
        'PermissionSet',
        [
            ...names.map(
                (name) =>
                    `<fieldPermissions><editable>true</editable><field>Thing__c.${name}</field><readable>true</readable></fieldPermissions>`
            ),
            '<label>Things</label>'
        ].join('\n')
    )
];
const apexClass = (body: string): [file: string, content: string][] => [
    [
        'force-app/main/default/classes/Wrong.cls',
        `public class Wrong {\n    public static void run() {\n${body}\n    }\n}\n`
    ],
    [
        'force-app/main/default/classes/Wrong.cls-meta.xml',
        xml('ApexClass', '<apiVersion>67.0</apiVersion>\n<status>Active</status>')
    ]
];
const BASE: readonly [file: string, content: string][] = [
    ['sfdx-project.json', '{ "packageDirectories": [{ "path": "force-app" }], "sourceApiVersion": "67.0" }'],
    [
        `${OBJECT}/Thing__c.object-meta.xml`,
        xml(
            'CustomObject',
            '<deploymentStatus>Deployed</deploymentStatus>\n<label>Thing</label>\n<nameField><label>Name</label><type>Text</type></nameField>\n<pluralLabel>Things</pluralLabel>\n<sharingModel>ReadWrite</sharingModel>'
        )
    ]
];
/** Writes a project of one object with these files, and nothing else. */
const project = (name: string, ...files: readonly (readonly [file: string, content: string])[]): string => {
    const dir = path.join(folder, name);
    rmSync(dir, { recursive: true, force: true });
    for (const [file, content] of [...BASE, ...files]) {
        mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
        writeFileSync(path.join(dir, file), content);
    }
    return dir;
};

test('a port in use: the message says how to take another, and nothing is made', async () => {
    const home = path.join(folder, 'port');
    const port = new URL(process.env.GANGWAY_URL ?? '').port;
    const { code, error } = await localOrg(['start'], { LOCAL_ORG_HOME: home, PORT: port });
    assert.equal(code, 1);
    assert.equal(
        error.trim(),
        `Port ${port} is in use by another program. Choose another one: PORT=${Number(port) + 1} npm start (0 takes a free one)`
    );
    assert.equal(existsSync(home), false);
    const none = await localOrg(['start'], { LOCAL_ORG_HOME: home, PORT: 'many' });
    assert.deepEqual([none.code, none.error.split('\n').length], [1, 2]);
    assert.match(none.error, /^PORT is not a port\./);
});

test('a second start on the same folder, even a fresh one, leaves the first alone', async () => {
    const second = await localOrg(['start', '--fresh', '--yes'], { PORT: '0' });
    assert.equal(second.code, 1);
    assert.match(
        second.error,
        /^The local org in .* is running already: http:\/\/127\.0\.0\.1:\d+\nStop it with Ctrl-C/
    );
    const { code, printed } = await localOrg(['status']);
    assert.equal(code, 0);
    assert.ok(printed.includes(process.env.GANGWAY_URL ?? 'missing'));
});

test('the folder of another project’s org is refused and stays that project’s', async () => {
    const dir = project('other');
    const { code, error } = await localOrg(['start', '--project', dir, '--strict'], { PORT: '0' });
    assert.equal(code, 1);
    assert.match(error, /^.* is the local org of another project, .*\. Set LOCAL_ORG_HOME to another folder\.\n$/);
    const owner = readFileSync(path.join(process.env.LOCAL_ORG_HOME ?? '', 'project.json'), 'utf8');
    assert.deepEqual(JSON.parse(owner), { project: PROJECT_ROOT });
});

const note = field('Note__c', text(20));
const home = (): string => path.join(folder, 'home');
/** Starts an org on the little project and waits until it is ready or has ended. */
const start = (dir: string): Promise<Ended> =>
    new Promise((resolve) => {
        const child = spawn(process.execPath, [entry, 'start', '--project', dir, '--strict'], {
            cwd: PROJECT_ROOT,
            env: { ...process.env, LOCAL_ORG_HOME: home(), PORT: '0' },
            stdio: ['ignore', 'pipe', 'pipe']
        });
        running = child;
        let printed = '';
        let error = '';
        child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
        child.stdout.on('data', (chunk: Buffer) => {
            printed += chunk.toString();
            if (printed.includes('is ready: ')) resolve({ code: 0, printed, error });
        });
        child.once('exit', (code) => {
            running = undefined;
            resolve({ code: code ?? 1, printed, error });
        });
    });
const stop = async (): Promise<void> => {
    const child = running;
    if (!child) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await ended;
};
const deploy = (dir: string): Promise<Ended> => localOrg(['deploy', '--project', dir], { LOCAL_ORG_HOME: home() });
const connection = async (): Promise<Connection> => {
    const { printed } = await localOrg(['login', '--json'], { LOCAL_ORG_HOME: home() });
    return open(JSON.parse(printed) as Login);
};
const rows = async (org: Connection, ...fields: string[]): Promise<unknown[][]> => {
    const { records } = await org.query<Record<string, unknown>>(
        `SELECT ${fields.join(', ')} FROM Thing__c ORDER BY Name`
    );
    return records.map((record) => fields.map((name) => record[name]));
};

test('a project that never deployed makes no org', async () => {
    const dir = project('things', [note[0], note[1].replace('</label>', '</labl>')]);
    const { code, error } = await start(dir);
    assert.equal(code, 1);
    assert.match(
        error,
        /^force-app\/.*Note__c\.field-meta\.xml:4:\d+: .*\nThe project does not deploy: correct what is/
    );
    assert.equal(existsSync(path.join(home(), 'control.json')), false);
});

test('an older database: fields come, go with their data kept, and change type where every value fits', async () => {
    await start(
        project(
            'things',
            note,
            field('Gone__c', text(20)),
            field('Size__c', number(6, 1)),
            permissions('Note__c', 'Gone__c', 'Size__c')
        )
    );
    let org = await connection();
    const me = await org.requestGet<{ user_id: string }>('/services/oauth2/userinfo');
    await assign(org, me.user_id, 'Things');
    const made = await org.sobject('Thing__c').create([
        { Name: 'a', Note__c: 'twelve chars', Gone__c: 'still here', Size__c: 1.5 },
        { Name: 'b', Note__c: '42', Gone__c: null, Size__c: 7 }
    ]);
    assert.ok(made.every(({ success }) => success));
    await stop();

    const changed = [field('Note__c', text(40)), field('New__c', text(5)), field('Size__c', text(10))] as const;
    const { printed } = await start(project('things', ...changed, permissions('Note__c', 'New__c', 'Size__c')));
    assert.match(printed, /added field Thing__c\.New__c/);
    assert.match(printed, /hid field Thing__c\.Gone__c, its data kept/);
    assert.match(printed, /converted field Thing__c\.Size__c from number to text/);
    org = await connection();
    assert.deepEqual(await rows(org, 'Name', 'Note__c', 'New__c', 'Size__c'), [
        ['a', 'twelve chars', null, '1.5'],
        ['b', '42', null, '7']
    ]);
    await assert.rejects(Promise.resolve(rows(org, 'Gone__c')), /No such column 'Gone__c'/);

    const back = field('Gone__c', text(20));
    const all = permissions('Note__c', 'New__c', 'Size__c', 'Gone__c');
    assert.deepEqual(await deploy(project('things', ...changed, back, all)), {
        code: 0,
        printed: 'Deployed.\n',
        error: ''
    });
    assert.deepEqual(await rows(org, 'Name', 'Gone__c'), [
        ['a', 'still here'],
        ['b', null]
    ]);

    for (const [type, wanted] of [
        [text(5), 'text(40) to text(5)'],
        [number(6, 0), 'text(40) to number']
    ] as const) {
        const narrow = [field('Note__c', type), field('Late__c', text(5))];
        const { code, error } = await deploy(project('things', ...narrow, ...changed.slice(1), back, all));
        assert.equal(code, 1);
        assert.ok(
            error.startsWith(
                `${OBJECT}/fields/Note__c.field-meta.xml:1:1: Thing__c.Note__c cannot change from ${wanted}`
            ),
            error
        );
        assert.match(error, /: 1 of 2 rows do not fit, first \w{18} \("twelve chars"\)\n$/);
    }
    assert.deepEqual(await rows(org, 'Name', 'Note__c', 'Size__c', 'Gone__c'), [
        ['a', 'twelve chars', '1.5', 'still here'],
        ['b', '42', '7', null]
    ]);
    const { fields } = await org.sobject('Thing__c').describe();
    assert.equal(
        fields.some(({ name }) => name === 'Late__c'),
        false
    );
    assert.equal(fields.find(({ name }) => name === 'Note__c')?.length, 40);
});

const MISTAKES: readonly [name: string, files: (readonly [string, string])[], message: RegExp][] = [
    [
        'metadata that is no XML',
        [[note[0], note[1].replace('</label>', '</labl>')]],
        /^force-app\/.*\/Note__c\.field-meta\.xml:4:\d+: Error parsing file: .*label/
    ],
    [
        'an element that the type does not have',
        [[note[0], note[1].replaceAll('length>', 'lenght>')]],
        /^force-app\/.*\/Note__c\.field-meta\.xml:5:1: .*lenght invalid at this location in type CustomField/
    ],
    [
        'a field that a permission set names and nobody has',
        [note, permissions('Note__c', 'Nothing__c')],
        /^force-app\/.*\/Things\.permissionset-meta\.xml:4:\d+: .*no CustomField named Thing__c\.Nothing__c found/
    ],
    [
        'Apex that does not compile',
        [note, ...apexClass(`        Integer size = 'long';`)],
        /^force-app\/.*\/Wrong\.cls:3:17: Illegal assignment from String to Integer/
    ],
    [
        'a field in inline SOQL that the object does not have',
        [note, ...apexClass('        List<Thing__c> things = [SELECT Id, Nothing__c FROM Thing__c];')],
        /^force-app\/.*\/Wrong\.cls:3:\d+: No such column 'Nothing__c' on entity 'Thing__c'/
    ],
    [
        'a project file that is no JSON',
        [['sfdx-project.json', '{ "packageDirectories": ']],
        /^sfdx-project\.json:1:1: not valid JSON: /
    ]
];
test('a mistake in the project is one message with file, line and column, and changes nothing', async () => {
    const org = await connection();
    const was = await rows(org, 'Name', 'Note__c', 'Size__c', 'Gone__c');
    for (const [name, files, message] of MISTAKES) {
        const { code, printed, error } = await deploy(project('things', ...files));
        assert.deepEqual([code, printed], [1, ''], name);
        assert.match(error, message);
        assert.equal(error.trim().split('\n').length, 1, error);
        assert.deepEqual(await rows(org, 'Name', 'Note__c', 'Size__c', 'Gone__c'), was, name);
    }
    const checked = await localOrg(['deploy', '--check', '--project', path.join(folder, 'things')], {
        LOCAL_ORG_HOME: path.join(folder, 'check')
    });
    assert.equal(checked.code, 1);
    assert.match(checked.error, MISTAKES.at(-1)?.[2] ?? /none/);
});

test('while the project is broken, the org goes on with what was deployed before', async () => {
    const before = await connection();
    const was = await rows(before, 'Name', 'Note__c');
    const files = [note, ...apexClass('        nothing;')];
    const { code, error } = await deploy(project('things', ...files));
    assert.equal(code, 1);
    assert.match(error, /^force-app\/.*\/Wrong\.cls:3:\d+: /);
    assert.deepEqual(await rows(before, 'Name', 'Note__c'), was);
    await stop();
    const again = await start(path.join(folder, 'things'));
    assert.match(again.error, /Wrong\.cls:3:\d+: .*\n.*the local org goes on with what was deployed before/);
    assert.deepEqual(await rows(await connection(), 'Name', 'Note__c'), was);
    await stop();
    assert.deepEqual(
        readdirSync(home()).filter((name) => name === 'control.json' || name === 'engine.pid'),
        []
    );
});
