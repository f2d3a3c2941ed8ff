/** Passwords that clients set: the engine says whether they may, the host keeps what lets people in. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyText } from '../api/http.ts';
import { readEnvelope, soapChild, soapText } from '../api/soap/envelope.ts';
import type { SoapCall } from '../api/soap/envelope.ts';
import type { ApiResponse } from '../api/types.ts';
import { sendResponse } from './bodies.ts';
import { bodyOf, callerOf } from './callers.ts';
import type { Keys } from './keys.ts';
import type { EngineClient } from './types.ts';

export interface PasswordOptions {
    readonly engine: Pick<EngineClient, 'request'>;
    readonly keys: Keys;
}

const ask = (request: FastifyRequest, { engine, keys }: PasswordOptions): Promise<ApiResponse> => {
    const [path = ''] = request.url.split('?');
    const caller = callerOf(request, path, keys);
    return engine.request({ method: request.method, path, query: '', headers: {}, body: bodyOf(request), ...caller });
};

/** Ids of 15 and of 18 characters are one user. */
const keep = (keys: Keys, userId: string | undefined, password: unknown): void => {
    if (userId !== undefined && typeof password === 'string') keys.setPassword(userId, password);
};

/** `setPassword` and `resetPassword` of the SOAP API. @returns the answer of the engine, whose word counts */
export const changePasswordBySoap = async (
    request: FastifyRequest,
    { operation, body }: SoapCall,
    options: PasswordOptions
): Promise<ApiResponse> => {
    const answer = await ask(request, options);
    if (answer.status !== 200) return answer;
    const password =
        operation === 'setPassword'
            ? soapText(body, 'password')
            : soapText(soapChild(readEnvelope(answer).body, 'result'), 'password');
    keep(options.keys, soapText(body, 'userId'), password);
    return answer;
};

/** Adds the addresses of the REST API. */
export const addPasswords = (app: FastifyInstance, options: PasswordOptions): void => {
    const handler = async (
        request: FastifyRequest<{ Params: { id: string } }>,
        reply: FastifyReply
    ): Promise<FastifyReply> => {
        const answer = await ask(request, options);
        if (request.method !== 'GET' && answer.status < 300) {
            const text = request.method === 'POST' ? bodyText({ body: bodyOf(request) }) : bodyText(answer);
            keep(options.keys, request.params.id, (JSON.parse(text) as { NewPassword?: unknown }).NewPassword);
        }
        return sendResponse(request, reply, answer);
    };
    app.route({
        method: ['GET', 'POST', 'DELETE'],
        url: '/services/data/:version/sobjects/User/:id/password',
        handler
    });
};
