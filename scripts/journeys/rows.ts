import type { Connection } from 'jsforce';

/** Deletes the rows that a journey made, children first: 200 a call. */
export const deleteRows = async (connection: Connection, objects: readonly string[], where: string): Promise<void> => {
    for (const object of objects) {
        const { records } = await connection.query<{ Id: string }>(`SELECT Id FROM ${object} WHERE ${where}`, {
            autoFetch: true,
            maxFetch: 10_000
        });
        const ids = records.map(({ Id }) => Id);
        for (let at = 0; at < ids.length; at += 200) await connection.sobject(object).destroy(ids.slice(at, at + 200));
    }
};
