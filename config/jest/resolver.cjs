const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');
const sfdx = require('@salesforce/sfdx-lwc-jest/src/resolver.js');

/** A bundle of styles only, which others `@import`: sfdx-lwc-jest looks for modules and templates alone. */
const sharedStyles = (id, { basedir, rootDir }) => {
    const [, name] = /^c\/(\w+)$/.exec(id) ?? [];
    if (name === undefined || !basedir) return undefined;
    const main = path.join(rootDir, 'force-app', 'main');
    return readdirSync(main)
        .map((feature) => path.join(main, feature, 'lwc', name, name))
        .filter((bundle) => existsSync(`${bundle}.css`) && !existsSync(`${bundle}.js`) && !existsSync(`${bundle}.ts`))
        .map((bundle) => `${bundle}.css`)
        .at(0);
};

// sfdx-lwc-jest 7.9 resolves `lwc` to the main file of @lwc/engine-dom, which is an ES module only since lwc 9.
module.exports = (id, options) =>
    id === 'lwc' ? require.resolve('@lwc/engine-dom/dist/index.cjs') : (sharedStyles(id, options) ?? sfdx(id, options));
