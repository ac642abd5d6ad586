import { remembered } from './dom.js';

/** What the page itself says; what the bot says comes from the bot. */
const words = {
  ar: {
    title: (bot) => `${bot} — محادثة محلية`,
    local: 'تيليغرام محلي للتجربة',
    bot: 'بوت',
    typing: 'يكتب',
    write: 'رسالة',
    send: 'إرسال',
    save: 'حفظ التعديل',
    attach: 'إرفاق ملف أو صورة',
    commands: 'أوامر البوت',
    menu: 'القائمة',
    tryOne: 'جرّب:',
    start: 'ابدأ',
    whatCan: 'ماذا يستطيع هذا البوت أن يفعل؟',
    empty: 'الصق نص مقال أو رابطه في الأسفل، أو جرّب أحد الأمثلة.',
    samples: 'أمثلة للتجربة',
    reply: 'ردّ',
    edit: 'تعديل',
    copy: 'نسخ',
    copied: 'نُسخ النص',
    forward: 'إعادة توجيه',
    forwardHint: 'أرسل إلى البوت منشوراً كأنه محوّل من مكان آخر',
    forwardedFrom: 'محوّلة من',
    replyTo: (name) => `ردّ على ${name}`,
    editing: 'تعديل الرسالة',
    cancel: 'إلغاء',
    close: 'إغلاق',
    edited: 'عُدّلت',
    you: 'أنت',
    more: 'المزيد من الخيارات',
    block: 'حظر البوت',
    unblock: 'إلغاء حظر البوت',
    blocked: 'لقد حظرت هذا البوت',
    remove: 'إخراج البوت من المحادثة',
    restore: 'إعادة البوت إلى المحادثة',
    removed: 'البوت خارج هذه المحادثة',
    theme: 'تبديل المظهر',
    language: 'English',
    people: 'المستخدمون',
    newPerson: 'مستخدم جديد',
    personName: 'اسم المستخدم',
    newGroup: 'مجموعة جديدة من كل المستخدمين',
    newChannel: 'قناة جديدة يديرها البوت',
    beside: 'فتح في نافذة أخرى',
    group: 'مجموعة',
    speakAs: 'تكتب باسم',
    add: 'إضافة',
    names: ['ليلى', 'عمر', 'نور', 'سامي', 'هدى', 'كريم', 'ريم', 'يوسف'],
    inspector: 'نداءات Bot API',
    inspectorEmpty: 'ستظهر هنا نداءات البوت وخطوات عمله فور حدوثها.',
    way: 'مسار العمل',
    dropHere: 'أفلت الملف هنا',
    rich: 'منشور منسّق',
    request: 'الطلب',
    answer: 'الجواب',
    expand: 'عرض الكل',
    collapse: 'طيّ',
    toBottom: 'إلى آخر المحادثة',
    today: 'اليوم',
    yesterday: 'أمس',
    gone: 'انقطع الاتصال بالخادم، تجري المحاولة من جديد…',
    failed: 'تعذّر الإرسال',
    document: 'ملف',
    photo: 'صورة',
    from: 'من',
    origins: { channel: 'قناة', user: 'مستخدم', hidden_user: 'مستخدم مخفي', chat: 'مجموعة' },
    name: 'الاسم',
    username: 'المعرّف (اختياري)',
    signature: 'التوقيع (اختياري)',
    date: 'التاريخ',
    post: 'نص المنشور',
    sample: 'مثال جاهز',
    noSample: 'منشور من عندك',
    open: 'فتح',
    chat: 'المحادثة',
    ok: 'حسناً',
  },
  en: {
    title: (bot) => `${bot} — local chat`,
    local: 'a local Telegram',
    bot: 'bot',
    typing: 'typing',
    write: 'Message',
    send: 'Send',
    save: 'Save the edit',
    attach: 'Attach a file or photo',
    commands: 'Commands of the bot',
    menu: 'Menu',
    tryOne: 'Try:',
    start: 'Start',
    whatCan: 'What can this bot do?',
    empty: 'Paste an article or its link below, or try one of the samples.',
    samples: 'Samples to try',
    reply: 'Reply',
    edit: 'Edit',
    copy: 'Copy',
    copied: 'Text copied',
    forward: 'Forward',
    forwardHint: 'Send the bot a post as if it were forwarded from elsewhere',
    forwardedFrom: 'Forwarded from',
    replyTo: (name) => `Reply to ${name}`,
    editing: 'Edit message',
    cancel: 'Cancel',
    close: 'Close',
    edited: 'edited',
    you: 'You',
    more: 'More options',
    block: 'Block the bot',
    unblock: 'Unblock the bot',
    blocked: 'You have blocked this bot',
    remove: 'Remove the bot',
    restore: 'Bring the bot back',
    removed: 'The bot is not in this chat',
    theme: 'Switch light and dark',
    language: 'العربية',
    people: 'Users',
    newPerson: 'New user',
    personName: 'Name of the user',
    newGroup: 'New group of all users',
    newChannel: 'New channel with the bot as administrator',
    beside: 'Open in a window of its own',
    group: 'Group',
    speakAs: 'You write as',
    add: 'Add',
    names: ['Layla', 'Omar', 'Nour', 'Sami', 'Huda', 'Karim', 'Reem', 'Yousef'],
    inspector: 'Bot API calls',
    inspectorEmpty: 'Calls of the bot and steps of its work appear here as they happen.',
    way: 'Way of the work',
    dropHere: 'Drop the file here',
    rich: 'Rich post',
    request: 'Request',
    answer: 'Answer',
    expand: 'Show all',
    collapse: 'Show less',
    toBottom: 'To the end of the chat',
    today: 'Today',
    yesterday: 'Yesterday',
    gone: 'The server is away; trying again…',
    failed: 'Could not be sent',
    document: 'File',
    photo: 'Photo',
    from: 'From',
    origins: { channel: 'Channel', user: 'User', hidden_user: 'Hidden user', chat: 'Group' },
    name: 'Name',
    username: 'Username (optional)',
    signature: 'Signature (optional)',
    date: 'Date',
    post: 'Text of the post',
    sample: 'Sample',
    noSample: 'A post of your own',
    open: 'Open',
    chat: 'Chat',
    ok: 'OK',
  },
};

/** The language of the page's own words: `ar` or `en`. */
export const language = remembered('language') === 'en' ? 'en' : 'ar';

/** The page's words in that language. */
export const say = words[language];

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
