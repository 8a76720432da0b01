// What an application does with ImapFlow: every call of its that a server can answer, what came of it printed as JSON lines.
// Usage: node tour.mjs PORT
import { ImapFlow } from 'imapflow';

const say = (name, value) => console.log(JSON.stringify([name, value], (_, one) => (one instanceof Map ? [...one] : one instanceof Set ? [...one] : typeof one === 'bigint' ? Number(one) : Buffer.isBuffer(one) ? one.toString() : one)));
const open = (options = {}) =>
  new ImapFlow({ host: '127.0.0.1', port: Number(process.argv[2]), secure: false, doSTARTTLS: true, tls: { rejectUnauthorized: false }, auth: { user: 'user@example.test', pass: 'password' }, logger: false, qresync: true, ...options });

const wrong = open({ auth: { user: 'user@example.test', pass: 'wrong' } });
await wrong.connect().then(() => say('wrong', 'in'), error => say('wrong', error.authenticationFailed === true));

const client = open();
await client.connect();
say('secure', client.secureConnection);
say('compressed', client.capabilities.has('COMPRESS=DEFLATE'));
say('list', (await client.list({ statusQuery: { messages: true, unseen: true } })).map(box => [box.path, box.specialUse ?? null, box.status?.messages ?? null]));
say('status', await client.status('INBOX', { messages: true, uidNext: true, highestModseq: true }));
say('quota', await client.getQuota('INBOX'));
say('create', (await client.mailboxCreate('Work')).created);
await client.mailboxSubscribe('Work');
say('append', (await client.append('Work', Buffer.from('Subject: From ImapFlow\r\nMessage-ID: <1@flow>\r\n\r\nHello\r\n'), ['\\Flagged'], new Date('2026-01-15T10:30:00Z'))).uid);

let lock = await client.getMailboxLock('INBOX');
say('mailbox', { exists: client.mailbox.exists, path: client.mailbox.path });
const rows = [];
for await (const row of client.fetch('1:3', { uid: true, flags: true, envelope: true, bodyStructure: true, internalDate: true, size: true, source: true }))
  rows.push([row.uid, row.envelope.subject, row.size === row.source.length, row.bodyStructure.type ?? null]);
say('fetch', rows);
say('one', (await client.fetchOne('*', { uid: true })).uid);
say('search', await client.search({ seen: false, larger: 1 }, { uid: true }));
const { content } = await client.download('1');
let octets = 0;
for await (const chunk of content) octets += chunk.length;
say('download', octets > 0);
say('flag', await client.messageFlagsAdd('1:2', ['\\Seen', '$Label'], { uid: true }));
say('seen', await client.search({ seen: true }, { uid: true }));
say('copy', [...(await client.messageCopy('1', 'Archive', { uid: true })).uidMap]);
say('move', [...(await client.messageMove('2', 'Trash', { uid: true })).uidMap]);
say('delete', await client.messageDelete('3', { uid: true }));
say('left', await client.search({ all: true }, { uid: true }));

// Another client brings a message while this one idles.
const told = new Promise(resolve => client.once('exists', resolve));
const idling = client.idle();
const other = open();
await other.connect();
await other.append('INBOX', 'Subject: While idle\r\n\r\nHello\r\n');
await other.logout();
say('exists', (await told).count);
const modseq = client.mailbox.highestModseq;
const changed = [];
await client.messageFlagsAdd('5', ['\\Answered'], { uid: true });
for await (const row of client.fetch('1:*', { flags: true, uid: true }, { changedSince: modseq })) changed.push([row.uid, row.flags]);
say('changed', changed);
await idling;
lock.release();

say('rename', (await client.mailboxRename('Work', 'Play')).newPath);
say('deleted', (await client.mailboxDelete('Play')).path);
await client.logout();
