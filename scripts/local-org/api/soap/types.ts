/** What the calls of the partner and enterprise APIs are given. */
import type { Call } from '../types.ts';
import type { SoapCall, SoapValue } from './envelope.ts';
import type { SoapApi } from './sobjects.ts';

export interface SoapRequest {
    readonly call: Call;
    readonly soap: SoapCall;
    readonly api: SoapApi;
}
/** Answers the content of `<result>`; an array repeats it. */
export type SoapOperation = (request: SoapRequest) => SoapValue;
