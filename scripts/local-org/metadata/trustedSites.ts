import { documentsOf } from './documents.ts';
import type { Report } from './problems.ts';
import type { ComponentSource } from './types.ts';
import { requireElements } from './xml/check.ts';
import { childOf, flagOf, textOf } from './xml/document.ts';

/** A server from which pages may load, and what. */
export interface TrustedSiteDef {
    readonly name: string;
    /** Scheme, host and port, as a content security policy names it. */
    readonly url: string;
    /** `img-src`, `connect-src` … */
    readonly directives: readonly string[];
}

const DIRECTIVES: Readonly<Record<string, string>> = {
    isApplicableToConnectSrc: 'connect-src',
    isApplicableToFontSrc: 'font-src',
    isApplicableToFrameSrc: 'frame-src',
    isApplicableToImgSrc: 'img-src',
    isApplicableToMediaSrc: 'media-src',
    isApplicableToStyleSrc: 'style-src'
};
/** Nothing that could end a directive or begin another one. */
const URL_FORM = /^(?:https?|wss?):\/\/(?:\*\.)?[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:\/[\w./~%-]*)?$/i;

/** Active trusted URLs of Lightning Experience. Source: Metadata API Developer Guide, "CspTrustedSite". */
export const readTrustedSites = (components: readonly ComponentSource[], report: Report): TrustedSiteDef[] =>
    documentsOf(components, 'CspTrustedSite', report).flatMap(({ name, root }) => {
        if (!requireElements(root, ['endpointUrl', 'isActive'], report)) return [];
        const url = textOf(root, 'endpointUrl') ?? '';
        if (!URL_FORM.test(url))
            report.add(childOf(root, 'endpointUrl') ?? root, `EndpointUrl: ${url} is not a valid URL`);
        const context = textOf(root, 'context') ?? 'All';
        if (!flagOf(root, 'isActive') || !['All', 'LEX'].includes(context)) return [];
        const directives = Object.entries(DIRECTIVES).flatMap(([flag, directive]) =>
            flagOf(root, flag) ? [directive] : []
        );
        return [Object.freeze({ name, url, directives })];
    });
