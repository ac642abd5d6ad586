import axe from 'axe-core';
import { Bot } from 'grammy';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { chromiumPath, launchChromium, withChromium } from '../support/chromium.ts';
import { startPlayground } from '../support/playground.ts';

const samples = [
  {
    title: 'فيضان النهر',
    text: 'أخلت السلطات ثلاث قرى.',
    channel: { title: 'وكالة الوادي', username: 'wadi' },
  },
];

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const hostile = '<img src=x onerror="document.title=1"> & <script>';

/** A bot that shows each kind of thing the page has to draw. */
const runBot = (token: string, origin: string) => {
  const bot = new Bot(token, { client: { apiRoot: origin } });
  bot.command('start', (ctx) => ctx.reply('أهلاً /help'));
  bot.command('quote', (ctx) =>
    ctx.reply(
      `<b>عنوان</b>\n<blockquote expandable>${'سطر من النص\n'.repeat(9)}</blockquote>\nبعد`,
      {
        parse_mode: 'HTML',
      },
    ),
  );
  bot.command('think', (ctx) => ctx.replyWithChatAction('typing'));
  bot.command('hostile', (ctx) => ctx.reply(hostile));
  bot.on('callback_query:data', (ctx) =>
    ctx.answerCallbackQuery({ text: 'تمّ الاشتراك', show_alert: ctx.callbackQuery.data === 'alert' }),
  );
  bot.on('message', async (ctx) => {
    await ctx.replyWithChatAction('typing');
    const sent = await ctx.reply('لحظة…', { reply_parameters: { message_id: ctx.msgId } });
    const from =
      ctx.msg.forward_origin?.type === 'channel' ? ctx.msg.forward_origin.chat.title : 'لا أحد';
    await ctx.api.editMessageText(
      ctx.chatId,
      sent.message_id,
      `الجواب عن ${from}: ${ctx.msg.text?.length}`,
      {
        reply_markup: {
          inline_keyboard: [
            [
              { text: 'اشترك', callback_data: 'subscribe' },
              { text: 'نبّهني', callback_data: 'alert' },
            ],
          ],
        },
      },
    );
  });
  const running = bot.start({
    onStart: async () => {
      const commands = ['start', 'quote', 'think'];
      await bot.api.setMyCommands(commands.map((command) => ({ command, description: 'أمر' })));
    },
  });
  return async () => {
    await bot.stop();
    await running;
  };
};

describe.skipIf(chromiumPath === undefined)(`the chat page ${withChromium}`, () => {
  let browser: Browser;
  let local: Awaited<ReturnType<typeof startPlayground>>;
  let stopBot: () => Promise<void>;
  const errors: string[] = [];
  const pages: Page[] = [];

  beforeAll(async () => {
    browser = await launchChromium();
    local = await startPlayground({ samples });
    stopBot = runBot(local.token, local.origin);
  });
  afterAll(async () => {
    await stopBot();
    await browser.close();
    await local.close();
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    const complaints = errors.splice(0);
    if (complaints.length > 0) throw new Error(`The browser complained: ${complaints.join('; ')}`);
  });

  /** A new user's page; what the browser complains of fails the test. */
  const open = async (
    options: BrowserContextOptions = {},
    prepare: (page: Page) => Promise<void> = async () => {},
  ): Promise<Page> => {
    const room = (await (
      await fetch(`${local.origin}/sim/users`, {
        method: 'POST',
        body: JSON.stringify({ first_name: 'ليلى' }),
      })
    ).json()) as { chat: { id: number } };
    const context = await browser.newContext(options);
    const page = await context.newPage();
    // Less than the test's own time, so that a failure says what it waited for.
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    pages.push(page);
    await prepare(page);
    await page.goto(`${local.origin}/#${room.chat.id}`);
    await page.locator('.bot-name h1').waitFor();
    return page;
  };

  const write = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'رسالة' }).fill(text);
    await page.keyboard.press('Enter');
  };
  const answers = (page: Page) => page.locator('.message.in .text');

  test('a newcomer sees whom he talks to, starts, and can tap a command in the answer', async () => {
    const page = await open();
    expect(await page.title()).toContain('موجز');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.getByRole('button', { name: 'ابدأ' }).click();
    await page.getByRole('button', { name: '/help' }).click();
    await page.locator('.message.out', { hasText: '/help' }).waitFor();
  });

  test('a pasted text gets a placeholder that becomes the answer in its place', async () => {
    const page = await open();
    await write(page, 'نص المقال');
    await answers(page).filter({ hasText: 'الجواب عن لا أحد: 9' }).waitFor();
    expect(await answers(page).count()).toBe(1);
  });

  test('a paste longer than a message is sent as several, none of its words lost', async () => {
    const page = await open();
    await write(page, 'كلمة '.repeat(1000).trim());
    await page.locator('.message.out').nth(1).waitFor();
    const texts = await page.locator('.message.out .text').allTextContents();
    expect(texts).toHaveLength(2);
    expect(texts.join(' ').match(/كلمة/g)).toHaveLength(1000);
  });

  test('Shift with Enter breaks the line instead of sending', async () => {
    const page = await open();
    const field = page.getByRole('textbox', { name: 'رسالة' });
    await field.fill('سطر');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('آخر');
    expect(await field.inputValue()).toBe('سطر\nآخر');
    await page.keyboard.press('Enter');
    await answers(page).filter({ hasText: 'الجواب عن لا أحد: 7' }).waitFor();
  });

  test('a pressed button shows what the bot answers, as a word or as an alert', async () => {
    const page = await open();
    await write(page, 'نص');
    await page.getByRole('button', { name: 'اشترك' }).click();
    await page.getByRole('status').filter({ hasText: 'تمّ الاشتراك' }).waitFor();
    await page.getByRole('button', { name: 'نبّهني' }).click();
    const alert = page.getByRole('dialog');
    await alert.filter({ hasText: 'تمّ الاشتراك' }).waitFor();
    await alert.getByRole('button', { name: 'حسناً' }).click();
    await alert.waitFor({ state: 'detached' });
    expect(await page.locator('.key.waiting').count()).toBe(0);
  });

  test('an expandable quotation opens and closes by keyboard', async () => {
    const page = await open();
    await write(page, '/quote');
    const toggle = page.getByRole('button', { name: 'عرض الكل' });
    const text = page.locator('.quote-text');
    await toggle.waitFor();
    const folded = await text.evaluate((node) => node.clientHeight);
    await toggle.focus();
    await page.keyboard.press('Enter');
    expect(await text.evaluate((node) => node.clientHeight)).toBeGreaterThan(folded * 2);
    await page.getByRole('button', { name: 'طيّ' }).press('Enter');
    expect(await text.evaluate((node) => node.clientHeight)).toBe(folded);
  });

  test('the menu of commands works by keyboard alone', async () => {
    const page = await open();
    const menu = page.getByRole('button', { name: 'أوامر البوت' });
    const item = (name: string) => page.getByRole('menuitem', { name });
    await menu.press('Enter');
    await item('/start').waitFor();
    await page.keyboard.press('Escape');
    await item('/start').waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await item('/start').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.quote').waitFor();
    expect(await page.locator('.message.out').textContent()).toContain('/quote');
  });

  test('the header says that the bot is typing until its next message', async () => {
    const page = await open();
    await write(page, '/think');
    const status = page.locator('.bot-status');
    await status.filter({ hasText: 'يكتب' }).waitFor();
    await write(page, '/hostile');
    await status.filter({ hasText: 'بوت' }).waitFor();
    expect(await status.getAttribute('class')).not.toContain('typing');
  });

  test('markup in a text without parse mode stays text', async () => {
    const page = await open();
    await write(page, '/hostile');
    await answers(page).filter({ hasText: hostile }).waitFor();
    expect(await page.locator('.message img, .message script').count()).toBe(0);
  });

  test('a sample is one click away, and can be forwarded as its channel’s post', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'فيضان النهر' }).click();
    await answers(page).filter({ hasText: 'الجواب عن لا أحد' }).waitFor();
    await page.getByRole('button', { name: 'أرسل إلى البوت منشوراً' }).click();
    // The first sample stands there already.
    await page.getByRole('dialog').getByRole('button', { name: 'إعادة توجيه' }).click();
    await answers(page).filter({ hasText: 'الجواب عن وكالة الوادي' }).waitFor();
    expect(await page.locator('.forwarded a').getAttribute('href')).toMatch(/t\.me\/wadi\/\d+/);
  });

  test('a reader may answer to a message, edit an own one, and block the bot', async () => {
    const page = await open();
    await write(page, 'الأولى');
    await page.getByRole('button', { name: 'اشترك' }).waitFor();
    const own = page.locator('.message.out').first();
    await own.hover();
    await own.getByRole('button', { name: 'تعديل' }).click();
    await write(page, 'الأولى معدّلة');
    await own.filter({ hasText: 'عُدّلت' }).waitFor();
    await page.locator('.message.in').first().hover();
    await page.locator('.message.in').first().getByRole('button', { name: 'ردّ' }).click();
    await write(page, 'ردّ عليك');
    await page.locator('.message.out .reply-header').waitFor();
    await page.getByRole('button', { name: 'المزيد من الخيارات' }).click();
    await page.getByRole('menuitem', { name: 'حظر البوت' }).click();
    await page.getByText('لقد حظرت هذا البوت').waitFor();
    expect(await page.getByRole('textbox', { name: 'رسالة' }).isVisible()).toBe(false);
    await page.locator('.blocked-bar').getByRole('button', { name: 'إلغاء حظر البوت' }).click();
    await page.getByRole('textbox', { name: 'رسالة' }).waitFor();
  });

  test('a file and a photo reach the bot and are drawn', async () => {
    const page = await open();
    const file = { name: 'تقرير.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(2000) };
    await page.locator('input[type=file]').setInputFiles([file]);
    await page.locator('.document', { hasText: 'تقرير.pdf' }).waitFor();
    const photo = { name: 'صورة.png', mimeType: 'image/png', buffer: onePixel };
    await page.locator('input[type=file]').setInputFiles([photo]);
    await page.locator('img.photo').waitFor();
    await answers(page).nth(1).waitFor();
    const width = await page.evaluate('document.querySelector("img.photo").naturalWidth');
    expect(width).toBe(1);
  });

  test('the inspector lists the calls of this chat with what was asked and answered', async () => {
    const page = await open({ viewport: { width: 1300, height: 800 } });
    await write(page, 'نص');
    await page.getByRole('button', { name: 'اشترك' }).waitFor();
    await page.getByRole('button', { name: 'نداءات Bot API' }).click();
    const calls = page.locator('.call');
    // The list is asked for when the inspector opens.
    await expect
      .poll(async () => (await calls.locator('code').allTextContents()).slice(0, 3))
      .toEqual(['editMessageText', 'sendMessage', 'sendChatAction']);
    await calls.first().locator('summary').click();
    await calls.first().getByText('"chat_id"').first().waitFor();
    const chat = Number(new URL(page.url()).hash.slice(1));
    const step = { of: `${chat}-7`, at: Date.now(), ms: 5 };
    local.playground.trace(chat, { ...step, title: 'read' });
    local.playground.trace(chat, { ...step, title: 'think', at: step.at + 5, note: '$0.0012' });
    await page.locator('.way .step').nth(1).filter({ hasText: '$0.0012' }).waitFor();
    expect(await page.locator('.way').count()).toBe(1);
  });

  test('what the bot does while the inspector is still read is not lost', async () => {
    const answered = Promise.withResolvers<void>();
    const page = await open({ viewport: { width: 1300, height: 800 } }, async (fresh) => {
      await fresh.route('**/sim/chats/*/steps', async (route) => {
        const reply = await route.fetch();
        await answered.promise;
        await route.fulfill({ response: reply });
      });
    });
    await write(page, 'نص');
    await page.getByRole('button', { name: 'اشترك' }).waitFor();
    answered.resolve();
    await page.getByRole('button', { name: 'نداءات Bot API' }).click();
    await page.locator('.call code', { hasText: 'editMessageText' }).waitFor();
    expect(await page.locator('.call code', { hasText: 'sendMessage' }).count()).toBe(1);
  });

  test('a second user has a chat of their own', async () => {
    const page = await open({ viewport: { width: 1300, height: 800 } });
    await write(page, 'سرّ');
    await page.getByRole('button', { name: 'اشترك' }).waitFor();
    await page.getByRole('button', { name: 'المستخدمون', exact: true }).click();
    await page.getByRole('textbox', { name: 'اسم المستخدم' }).fill('عمر');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'ابدأ' }).waitFor();
    expect(await page.locator('.message').count()).toBe(0);
  });

  test('in a group one may write as any of its members', async () => {
    const page = await open({ viewport: { width: 1300, height: 800 } });
    await page.getByRole('button', { name: 'المستخدمون', exact: true }).click();
    await page.getByRole('textbox', { name: 'اسم المستخدم' }).fill('هدى');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /مجموعة جديدة/ }).click();
    const speaker = page.getByLabel('تكتب باسم');
    await speaker.selectOption({ label: 'هدى' });
    await write(page, 'من هدى');
    await page.locator('.message.out', { hasText: 'من هدى' }).waitFor();
    await speaker.selectOption({ index: 0 });
    const hers = page.locator('.message.in', { hasText: 'من هدى' });
    await hers.waitFor();
    expect(await hers.locator('.author').textContent()).toBe('هدى');
  });

  test('a rich post is drawn from its blocks, and a channel speaks for itself', async () => {
    const page = await open({ viewport: { width: 1300, height: 800 } });
    const chat = new URL(page.url()).hash.slice(1);
    const text = ['قبل ', { type: 'bold', text: hostile }];
    const rich_message = {
      is_rtl: true,
      blocks: [
        { type: 'heading', size: 1, text: 'عنوان' },
        { type: 'blockquote', blocks: [{ type: 'paragraph', text }] },
      ],
    };
    const sent = await fetch(`${local.origin}/sim/chats/${chat}/messages`, {
      method: 'POST',
      body: JSON.stringify({ rich_message }),
    });
    expect(sent.status).toBe(200);
    await page.locator('.rich blockquote b', { hasText: hostile }).waitFor();
    await page.getByRole('button', { name: 'المستخدمون', exact: true }).click();
    await page.getByRole('button', { name: /قناة جديدة/ }).click();
    await write(page, 'منشور القناة');
    await page
      .locator('.message .author', { hasText: /^قناة/ })
      .first()
      .waitFor();
    expect(await page.getByLabel('تكتب باسم').isVisible()).toBe(false);
  });

  test('the chat is there again after the page is loaded anew', async () => {
    const page = await open();
    await write(page, 'باقية');
    await page.getByRole('button', { name: 'اشترك' }).waitFor();
    await page.reload();
    await page.locator('.message.out', { hasText: 'باقية' }).waitFor();
    expect(await page.getByRole('button', { name: 'اشترك' }).count()).toBe(1);
  });

  test('the page speaks English on request, and remembers it', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'المزيد من الخيارات' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await page.reload();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('ltr');
  });

  test('it follows the system into the dark, and fits a phone without a sideways scroll', async () => {
    const page = await open({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    await write(page, '/quote');
    await page.locator('.quote').waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    const overflow = await page.evaluate(
      'Math.max(document.documentElement.scrollWidth, document.querySelector(".scroller").scrollWidth) - innerWidth',
    );
    expect(overflow).toBe(0);
  });

  test.each(['light', 'dark'] as const)(
    'axe finds no fault in names, roles and contrasts, in the %s',
    async (colorScheme) => {
      const page = await open({ viewport: { width: 1300, height: 800 }, colorScheme });
      const faults = async (): Promise<string[]> => {
        await page.evaluate(axe.source);
        // What fades in is not yet what it will be.
        await page.waitForFunction(
          'document.getAnimations().every((one) => one.playState !== "running")',
        );
        const { passes, violations } = await page.evaluate<axe.AxeResults>('axe.run()');
        expect(passes.map(({ id }) => id)).toContain('color-contrast');
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      };
      expect(await faults()).toEqual([]);
      await write(page, '/quote');
      await page.locator('.quote').waitFor();
      await write(page, 'نص https://example.com');
      await page.getByRole('button', { name: 'اشترك' }).waitFor();
      await page.getByRole('button', { name: 'نداءات Bot API' }).click();
      await page.getByRole('button', { name: 'المستخدمون', exact: true }).click();
      await page.locator('.call').first().waitFor();
      expect(await faults()).toEqual([]);
      await page.getByRole('button', { name: 'أرسل إلى البوت منشوراً' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await faults()).toEqual([]);
    },
  );
});
