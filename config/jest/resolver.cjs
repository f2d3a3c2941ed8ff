// sfdx-lwc-jest 7.9 resolves `lwc` to the main file of @lwc/engine-dom, which is an ES module only since lwc 9.
const sfdx = require('@salesforce/sfdx-lwc-jest/src/resolver.js');

module.exports = (id, options) =>
    id === 'lwc' ? require.resolve('@lwc/engine-dom/dist/index.cjs') : sfdx(id, options);
