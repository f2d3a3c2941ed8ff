import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface SampleRole {
    readonly key: string;
    readonly name: string;
    readonly parent?: string;
}
export interface SamplePersona {
    readonly key: string;
    readonly username: string;
    readonly first: string;
    readonly last: string;
    readonly title: string;
    readonly role: string;
    readonly permissionSet: string;
}
export interface SampleProduct {
    readonly key: string;
    readonly name: string;
    readonly family: string | null;
    readonly price: number;
}
export interface SampleContact {
    readonly key: string;
    readonly first: string;
    readonly last: string;
    readonly title: string;
    readonly email: string;
}
export interface SampleOpportunity {
    readonly key: string;
    readonly name: string;
    readonly stage: string;
    readonly amount: number;
    /** Days from today; negative: before. */
    readonly closeInDays: number;
    readonly description: string;
    readonly nextStep: string;
    /** Contact key → opportunity contact role. */
    readonly roles: Readonly<Record<string, string>>;
    /** How far its handoff is to be taken, by the sample personas themselves. */
    readonly handoff?: 'submitted' | 'accepted';
}
export interface SampleAccount {
    readonly key: string;
    readonly name: string;
    readonly industry: string;
    readonly employees: number;
    readonly country: string;
    readonly contacts: readonly SampleContact[];
    readonly opportunities: readonly SampleOpportunity[];
}
/** Made-up companies and people to try Gangway with. */
export interface Sample {
    readonly roles: readonly SampleRole[];
    readonly personas: readonly SamplePersona[];
    readonly products: readonly SampleProduct[];
    readonly accounts: readonly SampleAccount[];
}

export const readSample = (): Sample =>
    JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'scripts', 'seed', 'sample.json'), 'utf8')) as Sample;

/** The ISO date so many days from today. */
export const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
