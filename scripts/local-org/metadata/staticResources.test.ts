import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archives } from './packages.ts';
import { compileFiles, xml } from './testProject.ts';

test('an unpacked archive keeps what is in it, documents of other resources too', () => {
    const document = xml(
        'StaticResource',
        '<cacheControl>Public</cacheControl><contentType>application/zip</contentType>'
    );
    const folder = 'app/staticresources/Design';
    const { model, problems } = compileFiles({
        [`${folder}.resource-meta.xml`]: document,
        [`${folder}/readme.txt`]: 'text',
        [`${folder}/src/staticresources/Inner.resource-meta.xml`]: '<StaticResource/>',
        [`${folder}/src/staticresources/Inner.resource`]: 'inner'
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(
        model?.staticResources.map(({ name }) => name),
        ['Design']
    );
    const body = model?.staticResources[0]?.body;
    assert.ok(body);
    assert.deepEqual(Object.keys(archives().unzipSync(body)).sort(), [
        'readme.txt',
        'src/staticresources/Inner.resource',
        'src/staticresources/Inner.resource-meta.xml'
    ]);
});
