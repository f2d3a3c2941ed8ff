import { xmlContent } from '../../model/index.ts';
import { ApexList } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { enumeration } from './enumeration.ts';
import { constantOf } from './enums.ts';
import { listOf, need, raise } from './support.ts';
import { xmlQuoted, xmlTokens } from './xmlTokens.ts';

const NODE_TYPE = enumeration('Dom.XmlNodeType', 'COMMENT ELEMENT TEXT');

interface DomAttribute {
    readonly key: string;
    readonly namespace: string | null;
    value: string;
    valueNamespace: string | null;
}
/** Dom.XmlNode. */
export class DomNode {
    readonly kind: 'ELEMENT' | 'TEXT' | 'COMMENT';
    readonly name: string | null;
    readonly namespace: string | null;
    /** Of a text or a comment. */
    readonly text: string;
    parent: DomNode | null = null;
    readonly children: DomNode[] = [];
    readonly attributes: DomAttribute[] = [];
    /** Declared on this element: prefix → URI. */
    readonly namespaces = new Map<string, string>();
    constructor(kind: DomNode['kind'], name: string | null, namespace: string | null, text = '') {
        this.kind = kind;
        this.name = name;
        this.namespace = namespace;
        this.text = text;
    }
    append(child: DomNode): DomNode {
        child.parent = this;
        this.children.push(child);
        return child;
    }
    get elements(): DomNode[] {
        return this.children.filter(({ kind }) => kind === 'ELEMENT');
    }
    namespaceFor(prefix: string): string | null {
        return this.namespaces.get(prefix) ?? this.parent?.namespaceFor(prefix) ?? null;
    }
    prefixFor(namespace: string): string | null {
        for (const [prefix, uri] of this.namespaces) if (uri === namespace) return prefix;
        return this.parent?.prefixFor(namespace) ?? null;
    }
    attribute(key: string | null, namespace: string | null): DomAttribute | undefined {
        return this.attributes.find((one) => one.key === need(key) && same(one.namespace, namespace));
    }
    get innerText(): string {
        if (this.kind !== 'ELEMENT') return this.text;
        return this.children.map((child) => (child.kind === 'TEXT' ? child.text : '')).join('');
    }
    apexText(): string {
        return `XmlNode[${this.kind},${this.name},${this.namespace},${this.kind === 'ELEMENT' ? '' : this.text},]`;
    }
}
const same = (left: string | null, right: string | null): boolean => (left ?? '') === (right ?? '');

const element = (name: string | null, namespace: string | null, prefix: string | null): DomNode => {
    const node = new DomNode('ELEMENT', need(name), namespace);
    if (namespace && prefix !== null) node.namespaces.set(prefix, namespace);
    return node;
};
const tagName = (node: DomNode): string => {
    const prefix = node.namespace === null ? null : node.prefixFor(node.namespace);
    return prefix ? `${prefix}:${node.name}` : (node.name ?? '');
};
const written = (node: DomNode): string => {
    if (node.kind === 'TEXT') return xmlContent(node.text);
    if (node.kind === 'COMMENT') return `<!--${node.text}-->`;
    const name = tagName(node);
    const declared = [...node.namespaces]
        .filter(([prefix, uri]) => node.parent?.namespaceFor(prefix) !== uri)
        .map(([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}=${xmlQuoted(uri)}`);
    // A namespace without a prefix is the default one of the element.
    if (node.namespace && node.prefixFor(node.namespace) === null && node.parent?.namespace !== node.namespace)
        declared.push(` xmlns=${xmlQuoted(node.namespace)}`);
    const attributes = node.attributes.map(({ key, namespace, value }) => {
        const prefix = namespace ? node.prefixFor(namespace) : null;
        return ` ${prefix ? `${prefix}:` : ''}${key}=${xmlQuoted(value)}`;
    });
    const start = `<${name}${declared.join('')}${attributes.join('')}`;
    if (node.children.length === 0) return `${start} />`;
    return `${start}>${node.children.map(written).join('')}</${name}>`;
};

/** Dom.Document. */
export class DomDocument {
    root: DomNode | null = null;
    /** @throws XmlException */
    load(text: string): void {
        const open: DomNode[] = [];
        this.root = null;
        for (const token of xmlTokens(text)) {
            const parent = open.at(-1);
            if (token.kind === 'start') {
                const node = new DomNode('ELEMENT', token.name.local, token.name.namespace);
                for (const [prefix, uri] of token.namespaces) node.namespaces.set(prefix, uri);
                for (const { local, namespace, value } of token.attributes)
                    node.attributes.push({ key: local, namespace, value, valueNamespace: null });
                if (parent) parent.append(node);
                else this.root = node;
                open.push(node);
            } else if (token.kind === 'end') open.pop();
            else if (token.kind === 'text' || token.kind === 'cdata')
                parent?.append(new DomNode('TEXT', null, null, token.text));
            else if (token.kind === 'comment') parent?.append(new DomNode('COMMENT', null, null, token.text));
        }
    }
    get text(): string {
        return `<?xml version="1.0" encoding="UTF-8"?>${this.root ? written(this.root) : ''}`;
    }
}

const document: LibraryType = {
    name: 'Dom.Document',
    kind: 'class',
    is: (value) => value instanceof DomDocument,
    members: {
        'new()': () => new DomDocument(),
        'Dom.XmlNode createRootElement(String name, String namespace, String prefix)': (
            self: DomDocument,
            name: string | null,
            namespace: string | null,
            prefix: string | null
        ) => {
            if (self.root) raise('System.XmlException', 'The document already has a root element.');
            return (self.root = element(name, namespace, prefix));
        },
        'Dom.XmlNode getRootElement()': (self: DomDocument) => self.root,
        'void load(String xml)': (self: DomDocument, xml: string | null) => self.load(need(xml)),
        'String toXmlString()': (self: DomDocument) => self.text
    }
};

const at = (self: DomNode, index: number | null): DomAttribute =>
    self.attributes[need(index)] ?? raise('System.ListException', `List index out of bounds: ${index}`);
const setAttribute = (
    self: DomNode,
    key: string | null,
    value: string | null,
    namespace: string | null = null,
    valueNamespace: string | null = null
): null => {
    const known = self.attribute(key, namespace);
    if (known) Object.assign(known, { value: need(value), valueNamespace });
    else self.attributes.push({ key: need(key), namespace, value: need(value), valueNamespace });
    return null;
};
const node: LibraryType = {
    name: 'Dom.XmlNode',
    kind: 'class',
    is: (value) => value instanceof DomNode,
    members: {
        'Dom.XmlNode addChildElement(String name, String namespace, String prefix)': (
            self: DomNode,
            name: string | null,
            namespace: string | null,
            prefix: string | null
        ) => {
            const child = self.append(element(name, namespace, null));
            if (namespace && prefix !== null && self.namespaceFor(prefix) !== namespace)
                child.namespaces.set(prefix, namespace);
            return child;
        },
        'Dom.XmlNode addCommentNode(String text)': (self: DomNode, text: string | null) =>
            self.append(new DomNode('COMMENT', null, null, need(text))),
        'Dom.XmlNode addTextNode(String text)': (self: DomNode, text: string | null) =>
            self.append(new DomNode('TEXT', null, null, need(text))),
        'String getAttribute(String key, String keyNamespace)': (
            self: DomNode,
            key: string,
            namespace: string | null
        ) => self.attribute(key, namespace)?.value ?? null,
        'Integer getAttributeCount()': (self: DomNode) => self.attributes.length,
        'String getAttributeKeyAt(Integer index)': (self: DomNode, index: number) => at(self, index).key,
        'String getAttributeKeyNsAt(Integer index)': (self: DomNode, index: number) => at(self, index).namespace,
        'String getAttributeValue(String key, String keyNamespace)': (
            self: DomNode,
            key: string,
            namespace: string | null
        ) => self.attribute(key, namespace)?.value ?? null,
        'String getAttributeValueNs(String key, String keyNamespace)': (
            self: DomNode,
            key: string,
            namespace: string | null
        ) => self.attribute(key, namespace)?.valueNamespace ?? null,
        'Dom.XmlNode getChildElement(String name, String namespace)': (
            self: DomNode,
            name: string | null,
            namespace: string | null
        ) => self.elements.find((child) => child.name === name && same(child.namespace, namespace)) ?? null,
        'List<Dom.XmlNode> getChildElements()': (self: DomNode): ApexList => listOf('Dom.XmlNode', self.elements),
        'List<Dom.XmlNode> getChildren()': (self: DomNode): ApexList => listOf('Dom.XmlNode', self.children),
        'String getName()': (self: DomNode) => self.name,
        'String getNamespace()': (self: DomNode) => self.namespace,
        'String getNamespaceFor(String prefix)': (self: DomNode, prefix: string | null) =>
            self.namespaceFor(need(prefix)),
        'Dom.XmlNodeType getNodeType()': (self: DomNode) => constantOf(NODE_TYPE, self.kind),
        'Dom.XmlNode getParent()': (self: DomNode) => self.parent,
        'String getPrefixFor(String namespace)': (self: DomNode, namespace: string | null) =>
            self.prefixFor(need(namespace)),
        'String getText()': (self: DomNode) => self.innerText,
        'Dom.XmlNode insertBefore(Dom.XmlNode newChild, Dom.XmlNode reference)': (
            self: DomNode,
            child: DomNode | null,
            reference: DomNode | null
        ) => {
            const index = reference === null ? self.children.length : self.children.indexOf(reference);
            if (index < 0) raise('System.XmlException', 'The reference node is not a child of this node.');
            const moved = need(child);
            moved.parent?.children.splice(moved.parent.children.indexOf(moved), 1);
            moved.parent = self;
            self.children.splice(index, 0, moved);
            return moved;
        },
        'Boolean removeAttribute(String key, String keyNamespace)': (
            self: DomNode,
            key: string,
            namespace: string | null
        ) => {
            const known = self.attribute(key, namespace);
            if (known) self.attributes.splice(self.attributes.indexOf(known), 1);
            return known !== undefined;
        },
        'Boolean removeChild(Dom.XmlNode child)': (self: DomNode, child: DomNode | null) => {
            const index = self.children.indexOf(need(child));
            if (index < 0 || !child) return false;
            self.children.splice(index, 1);
            child.parent = null;
            return true;
        },
        'void setAttribute(String key, String value)': (self: DomNode, key: string, value: string) =>
            setAttribute(self, key, value),
        'void setAttributeNs(String key, String value, String keyNamespace, String valueNamespace)': setAttribute,
        'void setNamespace(String prefix, String namespace)': (
            self: DomNode,
            prefix: string | null,
            namespace: string | null
        ) => {
            self.namespaces.set(need(prefix), need(namespace));
        }
    }
};

/** Dom.Document and Dom.XmlNode. Source: Apex Reference Guide, Dom Namespace. */
export const domTypes: readonly LibraryType[] = [document, node, NODE_TYPE];
