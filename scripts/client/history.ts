import type { Connection } from 'jsforce';

const SET = 'Onboarding_History_Loader';

/**
 * Loads what happened elsewhere: for the time of the work, and only for it, whoever is logged in holds the permission set that mutes
 * what guards live work (a draft handoff and a task for each won deal among it).
 * @throws Error where the org has no such permission set, or does not let it be assigned
 */
export const loadingHistory = async <Result>(connection: Connection, work: () => Promise<Result>): Promise<Result> => {
    const { user_id: AssigneeId } = await connection.requestGet<{ user_id: string }>('/services/oauth2/userinfo');
    const set = await connection.sobject('PermissionSet').findOne({ Name: SET }, ['Id']);
    if (!set?.Id) throw new Error(`The org has no permission set ${SET}. Deploy Gangway first. Nothing was written.`);
    const assignments = connection.sobject('PermissionSetAssignment');
    if (await assignments.findOne({ AssigneeId, PermissionSetId: set.Id }, ['Id'])) return work();
    const given = await assignments.create({ AssigneeId, PermissionSetId: set.Id });
    if (!given.success)
        throw new Error(
            `${SET} could not be assigned: ${given.errors.map(({ message }) => message).join('; ')}. Nothing was written.`
        );
    try {
        return await work();
    } finally {
        await assignments.destroy(given.id);
    }
};
