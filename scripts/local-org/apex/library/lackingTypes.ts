import type { LibraryType } from '../types.ts';
import { exceptionConstructors } from './exceptions.ts';

/** Parts of the platform of which the local org has nothing, or only the types that other modules of the library declare. */
const NAMESPACES: ReadonlySet<string> = new Set(
    (
        'aiplatform apex applauncher approval auth cache canvas chatteranswers component commercebuygrp commerceextension commerceorders ' +
        'commercepayments commercetax connectapi context datacloud datasource dataweave einsteinllm externalservice flow fscwmgen functions ' +
        'industriesdigitallending invoicewriteoff isvpartners kbmanagement lightningscheduler liveagent livemessage lxscheduler ' +
        'metadata placequote pref_center quickaction reports revsalestrxn richmessaging runtime_industries_cpq sfc sfdc_checkout ' +
        'sfdc_enablement sfdc_surveys site slack support territorymgmt txnsecurity userprovisioning visualeditor wave wavetemplate'
    ).split(' ')
);

/** Is this a namespace whose types may be named although the local org lacks them? */
export const isLackingNamespace = (name: string): boolean => NAMESPACES.has(name.toLowerCase());

/** The type of that name as one the local org lacks; undefined outside of such namespaces. Exceptions can be caught and made. */
export const lackingTypeNamed = (name: string): LibraryType | undefined => {
    const [namespace = '', ...rest] = name.split('.');
    const isChangeEvent = /^schema$/i.test(namespace) && /ChangeEvent$/i.test(name);
    if (rest.length === 0 || !(isLackingNamespace(namespace) || isChangeEvent)) return undefined;
    if (/exception$/i.test(name))
        return {
            name,
            kind: 'exception',
            extends: 'System.Exception',
            members: exceptionConstructors(name),
            lacking: true
        };
    return { name, kind: 'class', members: {}, lacking: true, is: () => false };
};
