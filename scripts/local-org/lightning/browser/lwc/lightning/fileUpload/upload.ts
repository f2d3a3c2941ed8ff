import { DATA, get, request } from 'org/http';

/** What `uploadfinished` tells of a file. */
export interface UploadedFile {
    readonly name: string;
    readonly documentId: string;
    readonly contentVersionId: string;
    readonly contentBodyId: string;
    readonly mimeType: string;
}

/** The file's content as the REST API takes it: base64, without the head of a data address. */
const base64Of = (file: File): Promise<string> =>
    new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ''));
        reader.onerror = () => reject(new Error(`${file.name} cannot be read`));
        reader.readAsDataURL(file);
    });

interface Version {
    readonly ContentDocumentId: string;
    readonly ContentBodyId?: string | null;
}

/**
 * Stores a file as a new document.
 * @param recordId the record that it is attached to; without one it is the user's own
 * @param further a field of ContentVersion and its value, as `file-field-name` and `file-field-value` say
 * @throws ResponseError where the org refuses it
 */
export const upload = async (
    file: File,
    recordId: string | undefined,
    further: Readonly<Record<string, string>>
): Promise<UploadedFile> => {
    const { id } = await request<{ id: string }>('POST', `${DATA}/sobjects/ContentVersion`, {
        Title: file.name.replace(/\.[^.]+$/, ''),
        PathOnClient: file.name,
        VersionData: await base64Of(file),
        ...(recordId ? { FirstPublishLocationId: recordId } : {}),
        ...further
    });
    const version = await get<Version>(`${DATA}/sobjects/ContentVersion/${id}`);
    return {
        name: file.name,
        documentId: version.ContentDocumentId,
        contentVersionId: id,
        contentBodyId: version.ContentBodyId ?? '',
        mimeType: file.type
    };
};
