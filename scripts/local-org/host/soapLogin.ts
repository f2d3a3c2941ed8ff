/** SOAP login and logout: the host keeps the tokens. All else of SOAP is the engine's. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SoapElement, readEnvelope, soapChild, soapFault, soapResponse, soapText } from '../api/soap/envelope.ts';
import { soapNamespace } from '../api/soap/partner.ts';
import type { SoapCall } from '../api/soap/envelope.ts';
import type { ApiResponse } from '../api/types.ts';
import { sendResponse } from './bodies.ts';
import { bodyOf, tokenOf } from './callers.ts';
import type { Keys } from './keys.ts';
import type { EngineClient, EngineUser } from './types.ts';

const FAILED = 'Invalid username, password, security token; or user locked out.';

export interface SoapLoginOptions {
    readonly engine: Pick<EngineClient, 'user' | 'request'>;
    readonly keys: Keys;
    /** Answers every other operation. */
    serve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
}

/** `LoginResult`. Source: SOAP API Developer Guide, login(). */
const loginResult = (
    request: FastifyRequest,
    path: string,
    user: EngineUser,
    sessionId: string,
    userInfo: SoapElement
): ApiResponse => {
    const url = `http://${request.headers.host ?? ''}`;
    const [, api = 'u', version = '67.0'] = /^\/services\/Soap\/(\w)\/([^/]*)/.exec(path) ?? [];
    const address = (letter: string): string => `${url}/services/Soap/${letter}/${version}/${user.orgId.slice(0, 15)}`;
    return soapResponse(soapNamespace(path).api, 'login', {
        result: {
            metadataServerUrl: address('m'),
            passwordExpired: false,
            sandbox: false,
            serverUrl: address(api),
            sessionId,
            userId: user.userId,
            userInfo
        }
    });
};

const WHO_AM_I =
    '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><getUserInfo xmlns="urn:partner.soap.sforce.com"/></Body></Envelope>';

/** What `getUserInfo` tells of somebody, or the refusal of somebody who may not use the API. */
const userInfoOf = async (
    engine: SoapLoginOptions['engine'],
    path: string,
    { userId }: EngineUser
): Promise<SoapElement | ApiResponse> => {
    const ask = { method: 'POST', path, query: '', headers: {}, body: WHO_AM_I, userId, login: 'token' } as const;
    const answer = await engine.request(ask);
    if (answer.status !== 200) return answer;
    const { body, text } = readEnvelope(answer);
    const span = soapChild(body, 'result')?.span;
    return new SoapElement('', span ? text.slice(span.inner, span.innerEnd) : '');
};

const logIn = async (
    request: FastifyRequest,
    path: string,
    { body }: SoapCall,
    { engine, keys }: SoapLoginOptions
): Promise<ApiResponse> => {
    const username = soapText(body, 'username') ?? '';
    const user = username === '' ? undefined : await engine.user(username).catch(() => undefined);
    if (!user || !keys.isPassword(user, soapText(body, 'password') ?? ''))
        return soapFault('INVALID_LOGIN', FAILED, soapNamespace(path).fault);
    const userInfo = await userInfoOf(engine, path, user);
    return userInfo instanceof SoapElement
        ? loginResult(request, path, user, keys.issueToken(user.userId), userInfo)
        : userInfo;
};

/** What an envelope asks for; undefined where it is none, which the engine says. */
const callOf = (request: FastifyRequest): SoapCall | undefined => {
    try {
        return readEnvelope({ body: bodyOf(request) });
    } catch {
        return undefined;
    }
};

/** Adds the addresses of the partner and enterprise APIs. */
export const addSoapLogin = (app: FastifyInstance, options: SoapLoginOptions): void => {
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        const path = request.url.split('?')[0] ?? '';
        const call = callOf(request);
        if (call?.operation === 'login' && soapChild(call.body, 'username'))
            return sendResponse(request, reply, await logIn(request, path, call, options));
        if (call?.operation === 'logout') {
            const token = tokenOf(request, path);
            if (token !== undefined && options.keys.revoke(token))
                return sendResponse(request, reply, soapResponse(soapNamespace(path).api, 'logout', {}));
        }
        return options.serve(request, reply);
    };
    for (const api of ['u', 'c']) {
        app.post(`/services/Soap/${api}/:version`, handler);
        app.post(`/services/Soap/${api}/:version/*`, handler);
    }
};
