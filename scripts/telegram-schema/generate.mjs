/**
 * Writes src/playground/telegram.schema.json: the parameters of the methods that the playground has,
 * read from grammY's types by a compiler of its own. Run it after an upgrade of the types or for a
 * further method: `npm --prefix scripts/telegram-schema ci && npm --prefix scripts/telegram-schema
 * run generate`. Lengths that stand in the comments are taken over, those after parsing are not.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

const methods = [
  'answerCallbackQuery',
  'deleteMessage',
  'deleteWebhook',
  'editMessageReplyMarkup',
  'editMessageText',
  'getChatMember',
  'getFile',
  'getMe',
  'getMyCommands',
  'getUpdates',
  'getWebhookInfo',
  'sendChatAction',
  'sendDocument',
  'sendMessage',
  'setMessageReaction',
  'setMyCommands',
  'setMyDescription',
  'setMyShortDescription',
  'setWebhook',
];

const root = join(import.meta.dirname, '..', '..');
const types = join(root, 'node_modules/@grammyjs/types');
const { version } = JSON.parse(readFileSync(join(types, 'package.json'), 'utf8'));
const source = `
import type { ApiMethods, Update } from '${types}/mod.js';
export type Calls = {
${methods.map((name) => `  ${name}: NonNullable<Parameters<ApiMethods<string>['${name}']>[0]>;`).join('\n')}
};
export type Received = Update;
`;

const options = {
  strict: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2024,
  skipLibCheck: true,
};
const host = ts.createCompilerHost(options);
const entry = join(root, 'calls.ts');
const readSource = host.getSourceFile.bind(host);
host.getSourceFile = (name, target) =>
  name === entry ? ts.createSourceFile(name, source, target) : readSource(name, target);
const program = ts.createProgram([entry], options, host);
const checker = program.getTypeChecker();
const definitions = {};

const is = (type, flag) => (type.flags & flag) !== 0;

/** `1-64 bytes`, `0-200 characters`; what is counted after parsing is the server's own affair. */
const limitsOf = (property) => {
  const comment = ts.displayPartsToString(property.getDocumentationComment(checker));
  const [, least, most, unit, later] =
    /(\d+)-(\d+) (characters|bytes)( after)?/.exec(comment) ?? [];
  if (!unit || later) return {};
  const name = unit === 'bytes' ? 'Bytes' : 'Length';
  return { [`min${name}`]: Number(least), [`max${name}`]: Number(most) };
};

const objectOf = (type) => {
  const properties = {};
  const required = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const value = checker.getNonNullableType(checker.getTypeOfSymbol(property));
    // `name?: never` says which variant a type is; here it is one more unknown name.
    if (is(value, ts.TypeFlags.Never)) continue;
    const schema = schemaOf(value);
    properties[property.name] =
      schema.type === 'string' ? { ...schema, ...limitsOf(property) } : schema;
    if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
  }
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
};

const unionOf = (type) => {
  const parts = type.types.filter((part) => !is(part, ts.TypeFlags.Undefined));
  if (parts.every((part) => part.isStringLiteral() || part.isNumberLiteral())) {
    return { enum: parts.map(({ value }) => value) };
  }
  const truths = parts.filter((part) => is(part, ts.TypeFlags.BooleanLiteral));
  const others = parts.filter((part) => !truths.includes(part)).map(schemaOf);
  const all =
    truths.length === 2 ? [...others, { type: 'boolean' }] : [...others, ...truths.map(schemaOf)];
  return all.length === 1 ? all[0] : { anyOf: all };
};

const shapeOf = (type) => {
  if (is(type, ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral))
    return { enum: [type.value] };
  if (is(type, ts.TypeFlags.BooleanLiteral))
    return { enum: [checker.typeToString(type) === 'true'] };
  if (is(type, ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) return { type: 'string' };
  if (is(type, ts.TypeFlags.Number)) return { type: 'number' };
  if (type.isUnion()) return unionOf(type);
  if (/^(?:Readonly)?Array$/.test(type.symbol?.name)) {
    return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0]) };
  }
  return objectOf(type);
};

/** Types with a name stand once, under it; `string`, arrays and what has none stand in place. */
const schemaOf = (type) => {
  const symbol = type.aliasSymbol ?? type.symbol;
  const isNamed =
    symbol && !/^__|^(?:Readonly)?Array$|^(?:Exclude|NonNullable|Omit)$/.test(symbol.name);
  if (!isNamed || !(type.isUnionOrIntersection() || is(type, ts.TypeFlags.Object))) {
    return shapeOf(type);
  }
  const name = checker.getFullyQualifiedName(symbol).replace(/^".*"\./, '');
  if (!(name in definitions)) {
    definitions[name] = {};
    definitions[name] = shapeOf(type);
  }
  return { $ref: name };
};

const exported = checker.getExportsOfModule(
  checker.getSymbolAtLocation(program.getSourceFile(entry)),
);
const typeOf = (name) =>
  checker.getDeclaredTypeOfSymbol(exported.find((symbol) => symbol.name === name));
const calls = Object.fromEntries(
  checker
    .getPropertiesOfType(typeOf('Calls'))
    .map((call) => [call.name, objectOf(checker.getTypeOfSymbol(call))]),
);
schemaOf(typeOf('Received'));

/** One line for each name, so that a change of the types is a readable change of this file. */
const lines = (entries) =>
  Object.entries(entries)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`)
    .join(',\n');

writeFileSync(
  join(root, 'src/playground/telegram.schema.json'),
  `{\n  "types": "${version}",\n  "methods": {\n${lines(calls)}\n  },\n  "definitions": {\n${lines(definitions)}\n  }\n}\n`,
);
