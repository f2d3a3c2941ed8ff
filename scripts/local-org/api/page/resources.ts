/** Static resources as pages load them: `/resource/Logo`, `/resource/Library/scripts/library.js` of an archive. */
import mime from 'mime';
import { archives } from '../../metadata/index.ts';
import { fold } from '../../model/index.ts';
import { notFound } from '../http.ts';
import type { ApiResponse, Call, Route } from '../types.ts';

/** What a file is, by the ending of its name. */
const typeOf = (name: string): string => mime.getType(name) ?? 'application/octet-stream';

/** A member of an archive; nothing else of it is unpacked. */
const memberOf = (archive: Uint8Array, path: string): Uint8Array | undefined => {
    try {
        return archives().unzipSync(archive, { filter: ({ name }) => name === path })[path];
    } catch {
        // what says of itself that it is an archive and is none has no members
        return undefined;
    }
};

const resource = (call: Call): ApiResponse => {
    const [name = '', ...rest] = (call.parameters['*'] ?? '').split('/').filter((part) => !/^\d{8,}$/.test(part));
    const wanted = fold(name.replace(/^.*__/, ''));
    const found = call.org.current.model.staticResources.find((one) => fold(one.name) === wanted);
    const path = rest.join('/');
    const body = path === '' ? found?.body : found && memberOf(found.body, path);
    if (!found || !body) throw notFound();
    const type = path === '' ? found.contentType : typeOf(path);
    return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-cache' }, body };
};

/** An asset file: `/file-asset/Logo`. */
const asset = (call: Call): ApiResponse => {
    const wanted = fold(call.parameters.name ?? '');
    const found = call.org.current.model.contentAssets.find((one) => fold(one.name) === wanted);
    if (!found) throw notFound();
    const headers = { 'content-type': typeOf(found.fileName), 'cache-control': 'no-cache' };
    return { status: 200, headers, body: found.body };
};

export const resourceRoutes: readonly Route[] = [
    { method: 'GET', path: '/resource/*', login: 'page', handle: resource },
    { method: 'GET', path: '/file-asset/:name', login: 'page', handle: asset }
];
