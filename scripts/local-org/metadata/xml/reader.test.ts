import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseXml } from './document.ts';

const read = (text: string): unknown => parseXml('a.xml', Buffer.from(text));
const problem = (text: string): string => {
    const { line, column, message } = parseXml('a.xml', Buffer.from(text)) as {
        line: number;
        column: number;
        message: string;
    };
    return `${line}:${column} ${message.replace(/^Error parsing file: /, '')}`;
};

describe('a metadata file', () => {
    it('is read with places, attributes, entities and CDATA', () => {
        const file = 'a.xml';
        assert.deepEqual(
            read(
                '\ufeff<?xml version="1.0"?>\r\n<!-- x --><a n="1 &amp; 2">\r\n  <b/>\r\n &#65;&#x42;<![CDATA[<&]]> </a>\n'
            ),
            {
                name: 'a',
                text: 'AB<&',
                attributes: { n: '1 & 2' },
                file,
                line: 2,
                column: 11,
                span: { from: 32, inner: 49, innerEnd: 84, to: 88 },
                children: [
                    {
                        name: 'b',
                        text: '',
                        attributes: {},
                        children: [],
                        file,
                        line: 3,
                        column: 3,
                        span: { from: 52, inner: 56, innerEnd: 56, to: 56 }
                    }
                ]
            }
        );
    });
    it('is refused where it is not well-formed', () => {
        const unclosed = 'XML document structures must start and end within the same entity.';
        assert.equal(problem(''), `1:1 ${unclosed}`);
        assert.equal(problem('<a>\n<b></b>'), `2:8 ${unclosed}`);
        assert.equal(problem('x<a/>'), '1:1 Content is not allowed in prolog.');
        assert.equal(
            problem('<a><b></a>'),
            '1:7 The element type "b" must be terminated by the matching end-tag "</b>".'
        );
        assert.equal(
            problem('<a/><b/>'),
            '1:5 The markup in the document following the root element must be well-formed.'
        );
        assert.equal(problem('<a>&nbsp;</a>'), '1:4 The entity "nbsp" was referenced, but not declared.');
        assert.equal(problem('<a>&constructor;</a>'), '1:4 The entity "constructor" was referenced, but not declared.');
        assert.equal(problem('<a b=c/>'), '1:6 The value of attribute "b" must be quoted.');
        assert.equal(problem('<!DOCTYPE a><a/>'), '1:1 DOCTYPE is not allowed');
        for (const text of ['<a', '<a b', '</a>', '<a>< b/></a>', '<a b="1" b="2"/>', '<a>&#x110000;</a>', '<a><!-- '])
            assert.match(problem(text), /^1:\d+ \S/, text);
    });
});
