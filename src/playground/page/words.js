import { remembered } from './dom.js';

/** What the page itself says, in Arabic and English; what the bot says comes from the bot. */
const words = {
  local: ['تيليغرام محلي للتجربة', 'a local Telegram'],
  bot: ['بوت', 'bot'],
  typing: ['يكتب', 'typing'],
  write: ['رسالة', 'Message'],
  send: ['إرسال', 'Send'],
  attach: ['إرفاق ملف أو صورة', 'Attach a file or photo'],
  commands: ['أوامر البوت', 'Commands of the bot'],
  menu: ['القائمة', 'Menu'],
  tryOne: ['جرّب:', 'Try:'],
  start: ['ابدأ', 'Start'],
  whatCan: ['ماذا يستطيع هذا البوت أن يفعل؟', 'What can this bot do?'],
  empty: [
    'الصق نص مقال أو رابطه في الأسفل، أو جرّب أحد الأمثلة.',
    'Paste an article or its link below, or try one of the samples.',
  ],
  samples: ['أمثلة للتجربة', 'Samples to try'],
  reply: ['ردّ', 'Reply'],
  edit: ['تعديل', 'Edit'],
  copy: ['نسخ', 'Copy'],
  copied: ['نُسخ النص', 'Text copied'],
  forward: ['إعادة توجيه', 'Forward'],
  forwardHint: [
    'أرسل إلى البوت منشوراً كأنه محوّل من مكان آخر',
    'Send the bot a post as if it were forwarded from elsewhere',
  ],
  forwardedFrom: ['محوّلة من', 'Forwarded from'],
  editing: ['تعديل الرسالة', 'Edit message'],
  cancel: ['إلغاء', 'Cancel'],
  close: ['إغلاق', 'Close'],
  edited: ['عُدّلت', 'edited'],
  you: ['أنت', 'You'],
  more: ['المزيد من الخيارات', 'More options'],
  block: ['حظر البوت', 'Block the bot'],
  unblock: ['إلغاء حظر البوت', 'Unblock the bot'],
  blocked: ['لقد حظرت هذا البوت', 'You have blocked this bot'],
  remove: ['إخراج البوت من المحادثة', 'Remove the bot'],
  restore: ['إعادة البوت إلى المحادثة', 'Bring the bot back'],
  removed: ['البوت خارج هذه المحادثة', 'The bot is not in this chat'],
  theme: ['تبديل المظهر', 'Switch light and dark'],
  language: ['English', 'العربية'],
  people: ['المستخدمون', 'Users'],
  newPerson: ['مستخدم جديد', 'New user'],
  personName: ['اسم المستخدم', 'Name of the user'],
  newGroup: ['مجموعة جديدة من كل المستخدمين', 'New group of all users'],
  newChannel: ['قناة جديدة يديرها البوت', 'New channel with the bot as administrator'],
  beside: ['فتح في نافذة أخرى', 'Open in a window of its own'],
  group: ['مجموعة', 'Group'],
  speakAs: ['تكتب باسم', 'You write as'],
  inspector: ['نداءات Bot API', 'Bot API calls'],
  inspectorEmpty: [
    'ستظهر هنا نداءات البوت وخطوات عمله فور حدوثها.',
    'Calls of the bot and steps of its work appear here as they happen.',
  ],
  way: ['مسار العمل', 'Way of the work'],
  dropHere: ['أفلت الملف هنا', 'Drop the file here'],
  request: ['الطلب', 'Request'],
  answer: ['الجواب', 'Answer'],
  expand: ['عرض الكل', 'Show all'],
  collapse: ['طيّ', 'Show less'],
  toBottom: ['إلى آخر المحادثة', 'To the end of the chat'],
  today: ['اليوم', 'Today'],
  yesterday: ['أمس', 'Yesterday'],
  gone: ['انقطع الاتصال بالخادم، تجري المحاولة من جديد…', 'The server is away; trying again…'],
  failed: ['تعذّر الإرسال', 'Could not be sent'],
  document: ['ملف', 'File'],
  photo: ['صورة', 'Photo'],
  from: ['من', 'From'],
  name: ['الاسم', 'Name'],
  username: ['المعرّف (اختياري)', 'Username (optional)'],
  signature: ['التوقيع (اختياري)', 'Signature (optional)'],
  date: ['التاريخ', 'Date'],
  post: ['نص المنشور', 'Text of the post'],
  sample: ['مثال جاهز', 'Sample'],
  noSample: ['منشور من عندك', 'A post of your own'],
  chat: ['المحادثة', 'Chat'],
  ok: ['حسناً', 'OK'],
};

/** The language of the page's own words: `ar` or `en`. */
export const language = remembered('language') === 'en' ? 'en' : 'ar';

const chosen = ([arabic, english]) => (language === 'ar' ? arabic : english);

/** The page's words in that language. */
export const say = {
  ...Object.fromEntries(Object.entries(words).map(([name, pair]) => [name, chosen(pair)])),
  title: chosen([(bot) => `${bot} — محادثة محلية`, (bot) => `${bot} — local chat`]),
  replyTo: chosen([(name) => `ردّ على ${name}`, (name) => `Reply to ${name}`]),
  names: chosen([
    ['ليلى', 'عمر', 'نور', 'سامي', 'هدى', 'كريم', 'ريم', 'يوسف'],
    ['Layla', 'Omar', 'Nour', 'Sami', 'Huda', 'Karim', 'Reem', 'Yousef'],
  ]),
  origins: chosen([
    { channel: 'قناة', user: 'مستخدم', hidden_user: 'مستخدم مخفي', chat: 'مجموعة' },
    { channel: 'Channel', user: 'User', hidden_user: 'Hidden user', chat: 'Group' },
  ]),
};

/** Takes the other language at the next load. */
export const switchLanguage = () => {
  remembered('language', language === 'ar' ? 'en' : 'ar');
  location.reload();
};

const locale = language === 'ar' ? 'ar-u-nu-latn' : 'en';

/** Hours and minutes of a message's date, in seconds since 1970. */
export const timeOf = (date) =>
  new Date(date * 1000).toLocaleTimeString(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });

/** The day of a message, as its separator says it. */
export const dayOf = (date) => {
  const day = new Date(date * 1000);
  const ago = Math.round(
    (new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000,
  );
  if (ago === 0) return say.today;
  if (ago === 1) return say.yesterday;
  return day.toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric' });
};

/** A size of a file in bytes, for people. */
export const sizeOf = (bytes = 0) => {
  const [unit, by] = bytes < 1_000_000 ? ['kilobyte', 1_000] : ['megabyte', 1_000_000];
  return (bytes / by).toLocaleString(locale, { style: 'unit', unit, maximumFractionDigits: 1 });
};
