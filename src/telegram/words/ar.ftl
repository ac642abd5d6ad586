# كلمات موجز بالعربية. الأسطر مرتبة كما يمر بها القارئ.

### البداية والمساعدة

start =
    أرسل خبرًا: نصه أو رابطه أو ملفه، أو حوّل منشورًا من قناة.
    أردّ بما حدث في نقاط، ومَن قال ماذا، ولكل نقطة جملتها من الخبر.
example-button = أرني مثالًا
pick-topics-button = اختر مواضيع
example-outlet = مثال: خبر مؤلَّف للتجربة
example-begun = هذا خبر للتجربة، وتحته تلخيصه.

bot-description =
    موجز يلخّص الأخبار العربية ويبيّن مَن قال ماذا.
    أرسل مقالًا أو رابطه أو صورته أو ملفه، أو حوّل منشورًا من قناة، فيأتيك ما حدث في نقاط، ولكل نقطة جملتها من المقال: لا اختراع ولا زيادة.
    واشترك في موضوع ليصلك في ساعتك موجز واحد: كل حدث مرة، ومَن نقله.
bot-short-description = يلخّص الأخبار العربية في نقاط ويبيّن مَن قال ماذا، وكل سطر تسنده جملة من المقال.

help =
    ما الذي أستطيع تلخيصه؟
    • نص مقال تلصقه هنا
    • رابط مقال، أو خمسة روابط على الأكثر في الرسالة
    • منشور محوَّل من قناة أو محادثة، ويبقى اسم القناة مصدرًا
    • ملف PDF أو Word (docx) أو نص أو HTML، حتى 20 ميغابايت
    • صورة صفحة أو لقطة شاشة، إن كان هنا نموذج لغوي يقرؤها

    ما الذي ستراه؟
    • ما حدث في نقاط، كلها من المقال
    • «من قال ماذا»: كل مصدر باسمه وصفته وكلامه، ومن لم يُسمَّ يظهر غير مسمّى

    الموجز: اكتب «اشترك سوريا» أو اختر بالأمر /subscribe، فيصلك في ساعتك موجز واحد: كل حدث مرة واحدة، ومن نقله.
    /topics مواضيعي وموعدي، /digest الموجز الآن، /time الوقت، /timezone المنطقة، /pause أوقف الموجز، /resume أعده، /unsubscribe إلغاء الاشتراك

    السؤال: ردّ على أي ملخص بسؤال عنه، وأجيبك من المقال وحده. ولإلغاء ما تنتظره: /cancel
    المجموعات: أضفني إليها، ثم ردّ على أي خبر فيها بالأمر /summary أو اذكرني مع رابطه. وللمشرفين /subscribe ليصل موجز إلى المجموعة أو القناة.

    الأوامر: /settings الإعدادات، /privacy الخصوصية، /forget احذف بياناتي، /help مساعدة

unknown-command = لا أعرف هذا الأمر. اكتب /help لترى ما أستطيع.

privacy =
    ما الذي يُحفظ؟
    • النص أو الرابط الذي ترسله، وما قُرئ من صورة: يومان، ثم يُحذف. أما الملف والصورة فلا يُحفظان.
    • الملخص الناتج، وهو مشترك بين كل من أرسل المقال نفسه ولا يحمل اسمك: ثلاثون يومًا.
    • رقم محادثتك، لتصلك الإجابة.
    • مواضيعك وموعدك ومنطقتك الزمنية ما دمت مشتركًا، وما وصلك من أخبار ثلاثين يومًا، كي لا يتكرر.
    • إعداداتك حتى تحذفها.
    • إن قلت رأيك في ملخص بزر 👍 أو 👎: رأيك والملخص ومقاله أربعين يومًا، دون اسمك، ليُراجع.
    • إن قلت «مصدر خاطئ» عن خبر في موجزك: رقمك والخبر والمصدر أربعين يومًا، ليراجعها المشغّلون.
    ما الذي يخرج من هنا؟ { $model ->
        [yes] نص المقال وحده، أو صورته إن أرسلت صورة، يُرسل إلى نموذج لغوي ليلخّصه، دون اسمك أو رقمك.
       *[no] لا شيء: لا يعمل هنا أي نموذج لغوي خارجي.
    }
    لك أن تأخذ نسخة من بياناتك أو تحذفها كلها:

forget-question = سأحذف كل ما حُفظ عنك: رسائلك وإجاباتها وإعداداتك. هل أتابع؟
forget-yes = نعم، احذف بياناتي
forget-no = لا
forgotten = حُذف كل ما كان محفوظًا عنك.
forget-cancelled = لم يُحذف شيء.

export-button = نسخة من بياناتي
forget-button = احذف بياناتي
export-json = إعداداتك واشتراكك
export-opml = مواضيعك ومصادرها، لقارئ الخلاصات
export-title = مواضيعي في موجز

not-allowed = هذا البوت خاص، ولا يمكنه أن يجيبك.
group-hello = أهلًا. ردّ على أي خبر بالأمر /summary، أو اذكرني مع رابط أو نص، وسألخّصه هنا. ولا أجيب عن غير ذلك.
summary-how = ردّ بالأمر /summary على رسالة فيها خبر، أو اكتب بعده رابط مقال أو نصه.
chat-flood = طُلبت ملخصات كثيرة في دقيقة واحدة. أعيدوا الطلب بعد قليل.
admins-only = هذا لمشرفي المحادثة وحدهم.

command-help = ساعد في إرسال مقال
command-settings = الإعدادات
command-privacy = ما الذي يُحفظ عنك
command-summary = لخّص الرسالة التي تردّ عليها
command-cancel = ألغ ما تنتظره
command-forget = احذف بياناتي
command-start = البداية

# كلمات تُكتب بدل الأوامر، تفصل بينها فاصلة.
words-start = ابدأ، البداية
words-help = مساعدة، المساعدة، ساعدني
words-settings = الإعدادات، إعدادات، اعدادات، إعداداتي
words-privacy = الخصوصية، خصوصية
words-forget = احذف بياناتي، حذف بياناتي

### الإعدادات

settings-title = الإعدادات
set-line = { $name }: { $value }
list-comma = ،{" "}
set-length = طول الملخص
set-length-short = قصير
set-length-standard = عادي
set-length-long = طويل
set-output = لغة الملخص
set-output-ar = العربية
set-output-en = English
set-output-article = كالمقال
set-digits = الأرقام
set-digits-article = كالمقال
set-digits-arabic = ١٢٣
set-digits-latin = 123
set-sources = من قال ماذا
set-sources-shown = ظاهر
set-sources-folded = مطويّ
set-language = لغة البوت
set-language-ar = العربية
set-language-en = English
set-time = موعد الموجز
set-zone = المدينة
set-zone-none = لم تُختر بعد
set-topics = المواضيع
set-topics-count = { $count ->
        [zero] لا مواضيع بعد
        [one] موضوع واحد
        [two] موضوعان
        [few] { $count } مواضيع
        [many] { $count } موضوعًا
       *[other] { $count } موضوع
    }
set-quiet = ساعات الهدوء
set-quiet-night = من 22:00 إلى 07:00
set-quiet-late = من 23:00 إلى 06:00
set-quiet-deep = من 00:00 إلى 08:00
set-quiet-never = بلا
set-data = بياناتي

### أثناء العمل

placeholder = ⏳ وصل المقال. أقرأه وألخّصه…
placeholder-in-line = ⏳ وصل المقال. { $ahead ->
        [one] أمامه مقال واحد مما أرسلته
        [two] أمامه مقالان مما أرسلته
        [few] أمامه { $ahead } مقالات مما أرسلته
        [many] أمامه { $ahead } مقالًا مما أرسلته
       *[other] أمامه { $ahead } مقال مما أرسلته
    }، وستأتي إجابته في دوره.
placeholder-link = ⏳ أقرأ الرابط…
placeholder-file = ⏳ أقرأ الملف…
progress-waiting = ⏳ { $ahead ->
        [one] ينتظر دوره، وأمامه طلب واحد…
        [two] ينتظر دوره، وأمامه طلبان…
        [few] ينتظر دوره، وأمامه { $ahead } طلبات…
        [many] ينتظر دوره، وأمامه { $ahead } طلبًا…
       *[other] ينتظر دوره، وأمامه { $ahead } طلب…
    }
progress-summarising = ⏳ قرأت المقال، وألخّصه الآن…
progress-retrying-site = ⏳ لا يستجيب الموقع. أعيد المحاولة لدقيقة، ويمكنك لصق نص المقال هنا بدلًا من الرابط.
progress-retrying-file = ⏳ لا يستجيب تلغرام حين أطلب الملف. أعيد المحاولة…
progress-retrying-model = ⏳ قرأت المقال، لكن النموذج اللغوي مشغول أو لا يستجيب. أعيد المحاولة…
progress-checking = ⏳ كُتب الملخص، وأطابقه بنص المقال…
cancelled = أُلغي هذا الطلب.
cancel-done = { $count ->
        [one] أُلغي طلب واحد.
        [two] أُلغي طلبان.
        [few] أُلغيت { $count } طلبات.
        [many] أُلغي { $count } طلبًا.
       *[other] أُلغي { $count } طلب.
    }
cancel-nothing = لا شيء يُلغى: لا طلب لك هنا ينتظر جوابًا.
words-cancel = إلغاء، ألغ، ألغه، ألغها، ألغ الطلب، إلغاء الطلب
placeholder-question = ⏳ أبحث عن الجواب في المقال…
repeat = سبق أن أرسلتَ هذا المقال؛ إجابته في الرسالة التي أردّ عليها.

### الإجابة

who-said-what = من قال ماذا
unnamed = غير مسمّى
evidence-title = من نص المقال
evidence-button = الأدلة
evidence-same = كل نقطة هنا جملة من المقال كما هي.
redo-button = أعد التلخيص
shorter-button = أقصر
longer-button = أطول
revise-begun = أكتبه من جديد، وستتغير هذه الرسالة حين يجهز.
revise-there = هو كذلك بالفعل.
revise-too-early = لم تمض دقائق على هذه الإجابة. جرّب بعد قليل.
note-working = ⏳ أكتب هذا الملخص من جديد…
note-failed = تعذّر تغيير هذا الملخص، فبقي كما كان. جرّب بعد قليل.
note-first = 💡 زر «الأدلة» يريك الجملة التي تقوم عليها كل نقطة.
answer-expired = مضى وقت على هذا المقال فلم يعد محفوظًا. أرسله مرة أخرى لألخّصه من جديد.

up-button = 👍
down-button = 👎
voted-up-button = 👍 ✓
voted-down-button = 👎 ✓
vote-noted = شكرًا، سُجّل رأيك.
vote-undone = سُحب رأيك.
vote-why = ما الذي لم يعجبك؟
complaint-fact = معلومة خاطئة
complaint-source = مصدر خاطئ
complaint-missing = ينقصه شيء
complaint-style = الأسلوب

follow-button = تابِع
follow-which = أي موضوع تتابعه في موجزك؟
share-button = مشاركة
shared = هذه نسخة نظيفة، حوّلها إلى من تشاء.
share-origin = عبر موجز: { $origin }
source-link = المصدر
role-after-name = ، { $role }
quotation = «{ $text }»

made-by-model = لخّصه نموذج لغوي، وطوبقت أسطره بنص المقال{ $dropped ->
        [0] {""}.
        [one] {""}، وحُذف سطر لم يثبت.
        [two] {""}، وحُذف سطران لم يثبتا.
        [few] {""}، وحُذفت { $dropped } أسطر لم تثبت.
        [many] {""}، وحُذف { $dropped } سطرًا لم يثبت.
       *[other] {""}، وحُذف { $dropped } سطر لم يثبت.
    }
read-from-picture = قُرئ النص من صورة، فقد تقع فيه أخطاء قراءة.
made-without-model = لم يُستخدم نموذج لغوي: النقاط جُمل من المقال نفسه.
made-without-model-away = النموذج اللغوي لا يستجيب الآن، فالنقاط جُمل من المقال نفسه.
made-without-model-paused = النموذج اللغوي متوقف الآن، فالنقاط جُمل من المقال نفسه.
made-without-model-refused = امتنع النموذج اللغوي عن تلخيص هذا المقال، فالنقاط جُمل من المقال نفسه.
made-without-budget = بلغ الإنفاق حدّه اليوم، فالنقاط جُمل من المقال نفسه دون نموذج لغوي.
made-without-grounding = لم يثبت ما كتبه النموذج اللغوي أمام نص المقال، فالنقاط جُمل من المقال نفسه.

### السؤال عن مقال

reply-not-mentioned = لا يذكر المقال ذلك.
reply-nearest = أقرب ما في المقال إلى سؤالك:
reply-none-near = لم أجد في المقال جملة تقترب من سؤالك{ $reason ->
        [model-away] {""}، والنموذج اللغوي لا يستجيب الآن.
        [model-paused] {""}، والنموذج اللغوي متوقف الآن.
        [budget-spent] {""}، وبلغ الإنفاق على النموذج اللغوي حدّه اليوم.
       *[other] {""}.
    }
reply-by-model = أجاب نموذج لغوي من هذا المقال وحده، وطوبق جوابه بنصه{ $dropped ->
        [0] {""}.
        [one] {""}، وحُذف سطر لم يثبت.
        [two] {""}، وحُذف سطران لم يثبتا.
       *[other] {""}، وحُذفت { $dropped } أسطر لم تثبت.
    }
reply-without-model = { $reason ->
        [model-away] النموذج اللغوي لا يستجيب الآن
        [model-paused] النموذج اللغوي متوقف الآن
        [model-refused] امتنع النموذج اللغوي عن الجواب
        [budget-spent] بلغ الإنفاق حدّه اليوم
        [not-grounded] لم يثبت جواب النموذج اللغوي أمام نص المقال
       *[other] لا يعمل هنا نموذج لغوي
    }، فهذه جُمل المقال الأقرب إلى السؤال.
question-elsewhere = أجيب عن سؤال تردّ به على ملخص مقال. هذه الرسالة ليست ملخصًا، أو انتهت مدة حفظها.
words-thanks = شكرا، شكرا لك، شكرا جزيلا، مشكور، تسلم، يعطيك العافية، ممتاز، رائع، جميل، تمام، حسنا، أوكي
you-are-welcome = عفوًا.

### ما لا يُلخَّص

failure-nothing-to-read = لم أجد في رسالتك نصًا أقرؤه. أرسل نص مقال أو رابطه.
failure-too-short = النص أقصر من أن يُلخَّص؛ يلزمني نحو ثلاثة أسطر على الأقل. أرسل المقال كاملًا أو رابطه أو ملفه، أو اكتب /help.
failure-too-long = المقال أطول مما أستطيع قراءته، وهو 60 ألف حرف. أرسل الجزء الذي يهمّك منه.
failure-message-unsupported = لا أقرأ هذا النوع من الرسائل، كالفيديو والتسجيل الصوتي والملصق. أرسل نص المقال أو رابطه أو صورته أو ملفه (PDF أو Word أو نص).
failure-reply-unreadable = لا يصلني نص الرسالة التي تردّ عليها. حوّلها إليّ بدل الرد عليها.
failure-too-many-links = في رسالتك أكثر من خمسة روابط. أرسل خمسة على الأكثر في الرسالة الواحدة.
failure-not-news = يبدو هذا النص محادثة أو شيفرة برمجية أو قائمة روابط، لا مقالًا إخباريًا. أرسل نص المقال أو رابطه.
failure-link-of-aggregator = هذا رابط من أخبار غوغل ولا يُفتح خارجها. افتحه ثم أرسل رابط المقال من موقع الناشر نفسه.
failure-link-of-network = لا تفتح لي هذه الشبكة منشوراتها. انسخ نص المنشور وألصقه هنا، أو أرسل رابط المقال الذي يشير إليه.
failure-link-of-video = هذا رابط فيديو ولا نص فيه أقرؤه. أرسل مقالًا مكتوبًا عن الموضوع.
failure-link-of-channel = هذا رابط قناة أو محادثة لا رابط منشور عام. حوّل المنشور نفسه إليّ.
failure-telegram-post-unread = لم أستطع قراءة المنشور من رابطه. حوّله إليّ من قناته بدل إرسال الرابط.
failure-file-too-large = الملف أكبر مما يتيح تلغرام للبوتات قراءته، وهو 20 ميغابايت. أرسل ملفًا أصغر أو الصق النص.
failure-file-unsupported = لا أقرأ هذا النوع من الملفات. أرسل PDF أو Word (docx) أو نصًا أو صفحة HTML أو صورة، أو الصق النص هنا.
failure-file-broken = الملف تالف أو بُني بطريقة تمنع قراءته. أرسله بصيغة أخرى أو الصق النص هنا.
failure-file-encrypted = الملف محمي بكلمة مرور. احفظه بلا حماية وأرسله من جديد، أو الصق النص هنا.
failure-file-gone = لم يعد الملف متاحًا في تلغرام. أرسله من جديد.
failure-file-unreachable = تعذّر تنزيل الملف من تلغرام رغم المحاولات. أرسله من جديد بعد قليل.
failure-pdf-scanned = هذا الملف صور ممسوحة بلا نص. أرسل صفحاته صورًا أو الصق النص هنا.
failure-pdf-garbled = نص هذا الملف مشوَّه الحروف ولا يمكن الوثوق بقراءته. الصق نص المقال هنا أو أرسل صورة الصفحة.
failure-pdf-reader-missing = لا يعمل هنا قارئ ملفات PDF. الصق نص المقال هنا أو أرسله ملف Word أو نصًا.
failure-picture-needs-model = قراءة الصور تحتاج إلى نموذج لغوي، ولا يعمل هنا أي نموذج. الصق نص المقال أو أرسل رابطه.
failure-picture-unreadable = لم أجد في الصورة نص مقال أستطيع قراءته. أرسل صورة أوضح أو الصق النص هنا.
failure-picture-too-large = الصورة أكبر مما يمكن قراءته. أرسلها مضغوطة، كصورة لا كملف.
failure-foreign-language = هذا المقال ليس بالعربية، ولا يعمل هنا نموذج لغوي يقرأ غيرها. أرسل مقالًا عربيًا.
failure-daily-limit = بلغتَ عدد الملخصات المسموح به اليوم. يتجدد العدد عند منتصف الليل بتوقيت غرينتش.
failure-too-many-waiting = عندي من مقالاتك مئة لم تنتهِ بعد. ما ترسله الآن لن يُقرأ؛ أرسله حين تصلك إجاباتها.
failure-expired = انتهت مدة حفظ هذا المقال. أرسله مرة أخرى.
failure-not-ready = لم يجهز ملخص هذا المقال بعد. أعد سؤالك حين يصل.
failure-unreadable-line = هذا السطر غير مقروء.
failure-address-forbidden = هذا الرابط يشير إلى عنوان خاص لا يجوز لي فتحه. أرسل رابطًا عامًا أو الصق النص.
failure-address-unknown = لا وجود للموقع الذي يشير إليه الرابط. تأكّد من كتابته أو الصق نص المقال هنا.
failure-page-unreachable = لم يستجب الموقع رغم المحاولات. الصق نص المقال هنا أو أرسل الرابط لاحقًا.
failure-page-in-line = الروابط المنتظرة من هذا الموقع كثيرة الآن. الصق نص المقال هنا أو أرسل الرابط لاحقًا.
failure-page-insecure = اتصال الموقع غير آمن: شهادته غير صالحة. الصق نص المقال هنا.
failure-page-too-slow = الموقع أبطأ من أن تُقرأ صفحته. الصق نص المقال هنا.
failure-page-too-large = الصفحة أكبر مما أستطيع قراءته. الصق نص المقال هنا.
failure-page-missing = الصفحة غير موجودة في الموقع. تأكّد من الرابط أو الصق نص المقال هنا.
failure-page-refused = رفض الموقع أن يفتح لي الصفحة. الصق نص المقال هنا.
failure-page-not-text = الرابط لا يشير إلى صفحة نصية. أرسل رابط مقال أو الصق نصه.
failure-page-hostile = بناء الصفحة يمنع قراءتها. الصق نص المقال هنا.
failure-page-without-article = لم أجد في الصفحة مقالًا. الصق نصه هنا.
failure-page-paywalled = المقال خلف جدار اشتراك، ولا يظهر لي إلا أوله. الصق نصه هنا.
failure-page-needs-login = الصفحة تطلب تسجيل الدخول. الصق نص المقال هنا.
failure-page-cookie-wall = لا تظهر الصفحة إلا بعد الموافقة على ملفات الارتباط. الصق نص المقال هنا.
failure-page-needs-script = لا تُقرأ هذه الصفحة خارج المتصفح. الصق نص المقال هنا.
failure-page-is-listing = الرابط يشير إلى قائمة أخبار لا إلى مقال واحد. أرسل رابط المقال نفسه.
failure-page-is-video = في الصفحة فيديو بلا نص مقال. أرسل مقالًا مكتوبًا.
failure-model-rate-limited = الضغط على التلخيص كبير الآن. أرسل المقال بعد قليل.
failure-model-busy = النموذج اللغوي لا يستجيب الآن. أرسل المقال بعد قليل.
failure-model-spend-limit = بلغ الإنفاق على التلخيص حدّه. أرسل المقال لاحقًا.
failure-model-refused = امتنع النموذج اللغوي عن تلخيص هذا المقال.
failure-model-unreadable = لم تخرج إجابة صالحة لهذا المقال. أرسله مرة أخرى.
failure-model-misconfigured = التلخيص متوقف لخلل في الإعداد، وقد سُجّل للمشغّلين.
failure-budget-spent = بلغ الإنفاق على التلخيص حدّه اليوم. أرسل المقال غدًا.
failure-chat-flooded = الرسائل كثيرة الآن. ستصلك الإجابة بعد قليل.
failure-chat-unreachable = تعذّر الوصول إلى المحادثة. ستصلك الإجابة بعد قليل.
failure-chat-closed = المحادثة مغلقة.
failure-message-rejected = رُفضت الرسالة. أرسل المقال مرة أخرى.
failure-delivery-in-doubt = تعذّر التأكد من وصول الإجابة. أرسل المقال مرة أخرى إن لم تصلك.
failure-store-away = التخزين متوقف للحظات. أرسل المقال بعد قليل.
failure-internal = حدث خلل عندنا وقد سُجّل. أرسل المقال مرة أخرى.

### الموجز: الاشتراك

command-subscribe = اشترك في موضوع
command-topics = مواضيعي وموعد موجزي
command-digest = الموجز الآن
command-time = ساعة الموجز
command-timezone = منطقتي الزمنية
command-pause = أوقف الموجز أيامًا
command-resume = أعد الموجز
command-unsubscribe = إلغاء الاشتراك

words-subscribe = اشترك، أشترك، اشتراك، أريد الاشتراك، تابع، أتابع، أريد متابعة، أريد أن أتابع
words-unsubscribe = إلغاء الاشتراك، إلغاء اشتراك، إلغاء اشتراكي، ألغ الاشتراك، ألغ اشتراك، ألغ اشتراكي، ألغي الاشتراك، ألغي اشتراك، إلغاء متابعة، ألغ متابعة، لا أتابع، لا أريد متابعة
words-topics = مواضيعي، اشتراكاتي، ما مواضيعي، أرني مواضيعي
words-digest = موجز، الموجز، موجزي، موجز أخبار، موجز الأخبار، الموجز الآن، هات الموجز، أعطني الموجز، أعطني موجز، أريد الموجز
words-time = الوقت، الساعة، الموعد، وقت الموجز، ساعة الموجز، موعد الموجز، غيّر الوقت، غيّر الساعة، غيّر الموعد، غيّر وقت الموجز، غيّر ساعة الموجز، غيّر موعد الموجز، تغيير الوقت، تغيير الساعة، تغيير الموعد
words-timezone = المنطقة، المنطقة الزمنية، مدينتي، توقيتي، غيّر المنطقة، غيّر المنطقة الزمنية، غيّر المدينة، غيّر مدينتي، غيّر التوقيت، تغيير المنطقة، تغيير المدينة
words-pause = أوقف الموجز، أوقف، إيقاف، إيقاف الموجز، إيقاف مؤقت، توقف، أوقفه
words-resume = أعد الموجز، تابع الموجز، أكمل الموجز، استئناف، استئناف الموجز، استأنف، استأنف الموجز، شغّل الموجز

# تبدأ بها جمل الأخبار أيضًا: لا تكون أمرًا إلا في رسالة قصيرة.
words-everyday = تابع، أتابع، اشتراك، موجز، موجز أخبار، الساعة، الوقت، الموعد، توقف، أوقف، إيقاف
# لا تُعدّ من كلام القارئ بعد الأمر، ولا في آخره.
words-fillers = إلى، في، عن، على، من، لمدة، بتوقيت، ب
words-please = من فضلك، لو سمحت، رجاء، الآن
words-all = الكل، كلها، كل شيء، الجميع، كل المواضيع
words-daily = كل يوم، يوميا، يومي
words-twice = مرتين في اليوم، مرتين يوميا، مرتين كل يوم، مرتين
words-weekly = كل أسبوع، أسبوعيا، أسبوعي، مرة في الأسبوع، مرة كل أسبوع
words-morning = كل صباح، صباحا، صباح كل يوم، في الصباح
words-evening = كل مساء، مساء، ومساء، وكل مساء، مساء كل يوم، في المساء

topic-politics = سياسة
topic-economy = اقتصاد
topic-sport = رياضة
topic-technology = تقنية
topic-culture = ثقافة
topic-health = صحة
topic-science = علوم

subscribe-question =
    ماذا تريد أن تتابع؟
    اختر من الأزرار، أو اكتب ما يهمّك بكلماتك: «اشترك سوريا»، «اشترك أسعار النفط».
subscribe-too-short = اكتب كلمة واحدة على الأقل بعد الأمر: «اشترك سوريا».
subscribe-too-long = هذا أطول من أن يكون موضوعًا. اكتب كلمة أو بضع كلمات.
subscribe-too-many = بلغت { $most } موضوعًا، وهو أقصى عدد. احذف موضوعًا أولًا: /topics
followed = تتابع الآن: { $topic }.
followed-already = تتابع من قبل: { $topic }.
unfollowed = لم تعد تتابع: { $topic }.
unfollowed-all = أُلغيت اشتراكاتك كلها، ولن يصلك موجز.
unfollow-question = ما الذي تريد إلغاءه؟
unfollow-unknown = لا تتابع موضوعًا بهذا الاسم. هذه مواضيعك:
unfollow-all-button = إلغاء الكل
unfollow-button = ✕ { $topic }

preview-title = «{ $topic }»: آخر ما وصل عن هذا الموضوع
preview-empty = «{ $topic }»: لم يصل عنه شيء في الأيام الأخيرة.
preview-line = { $title } ({ $outlet })
preview-must = يُطلب أن يُذكر في الخبر: { $terms }
preview-any = ويُقدَّم ما يذكر: { $terms }
preview-not = ويُستبعد ما يذكر: { $terms }
preview-or = { $one } أو { $other }
preview-breadth-narrow = أضيق: تُطلب كل الكلمات في الخبر.
preview-breadth-usual = هل هذا ما تريد؟
preview-breadth-wide = أوسع: تكفي كلمة واحدة من الكلمات.
preview-right = ✓ هذا ما أريد
preview-narrower = أضيق
preview-wider = أوسع
preview-expired = انتهت مدة هذا الاقتراح. اكتب الموضوع مرة أخرى.

### الموجز: الموعد

topics-title = مواضيعك
topics-less = { $topic } (أقل من غيره؛ لإعادته: «اشترك { $topic }»)
topics-none = لا تتابع شيئًا بعد: /subscribe
topics-add = + موضوع
schedule-daily = موجزك كل يوم في { $first } بتوقيت { $city }.
schedule-twice = موجزك كل يوم في { $first } و{ $second } بتوقيت { $city }.
schedule-weekly = موجزك مرة في الأسبوع، { $day } في { $first } بتوقيت { $city }.
schedule-later = صدر موجز هذا الموعد من قبل، والقادم { $date } في { $time }.
schedule-no-zone = لن يصلك موجز قبل أن تختار مدينتك: /timezone
schedule-paused = الموجز متوقف، ويعود { $date } في { $time }. لإعادته قبل ذلك: /resume

time-question = في أي ساعة تريد موجزك؟ اختر، أو اكتب مثلًا «الوقت ٧:٣٠ مساء» أو «الوقت ٧ صباحا و٧ مساء».
time-bad = لم أفهم الساعة. اكتبها مثلًا: 07:30، أو ٧:٣٠ مساء.
cadence-daily = كل يوم
cadence-twice = مرتين في اليوم
cadence-weekly = كل أسبوع
chosen = ✓ { $label }

zone-question = بتوقيت أي مدينة؟ اختر بلدك، أو اكتب مدينتك: «المنطقة برلين».
zone-which = أيّها تقصد؟
zone-bad = لا أعرف هذه المدينة. اكتب اسم مدينة كبيرة أو عاصمة قريبة منك، أو اسم المنطقة مثل Asia/Beirut.
zone-city = { $city }، { $country }
zone-set = توقيتك الآن توقيت { $city }، والساعة فيها { $time }.

pause-question = كم يومًا أوقف الموجز؟
pause-bad = اكتب عدد الأيام، من 1 إلى 30: «أوقف الموجز ٣ أيام»، «أوقف أسبوعا».
pause-days = { $days ->
        [one] يوم واحد
        [two] يومان
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }
resumed = عاد الموجز.
not-paused = الموجز غير متوقف.

not-yours = لم يعد هذا الزر صالحًا.
done = تم.
undo-button = ↩ تراجع
undone = رجع كما كان.
now-button = الموجز الآن
hour-button = الساعة
city-button = المدينة

### الموجز: الرسالة

digest-title = موجزك
digest-update = تحديث
digest-news = الجديد: { $text } ({ $outlet })
digest-first = أول من نقل: { $outlet }، { $time }
digest-outlets = { $count ->
        [one] مصدر مستقل واحد
        [two] مصدران مستقلان
        [few] { $count } مصادر مستقلة
        [many] { $count } مصدرًا مستقلًا
       *[other] { $count } مصدر مستقل
    }
digest-and-copies = { $count ->
        [one] ونقلٌ واحد عنها
        [two] ونقلان عنها
        [few] و{ $count } نقول عنها
        [many] و{ $count } نقلًا عنها
       *[other] و{ $count } نقل عنها
    }
digest-related = ذو صلة:
digest-related-here = الخبر { $number }
digest-differences = تختلف الروايات: { $text } ({ $outlets })
digest-by-model = لخّصه نموذج لغوي، وطوبقت أسطره بنصوص المصادر.
digest-without-model = دون نموذج لغوي: الأسطر جُمل المصادر نفسها.
digest-mixed = بعضه لخّصه نموذج لغوي وطوبقت أسطره بنصوص المصادر، وبعضه جُمل المصادر نفسها.
digest-missed = لم يصلك موجز { $date } لتعثّر عندنا، وهذا أهم ما فات.
digest-none-new = لا جديد في مواضيعك منذ آخر موجز.
digest-not-made = تعذّر إعداد موجزك لخلل عندنا. اطلبه بعد قليل: /digest
digest-silence = لا جديد منذ أسبوع عن { $topics }.
digest-cut-off = لا شيء منذ أسبوع عن { $topics }: توقفت مصادره كلها، وقد عرف المشغّلون.
digest-ordered = أجهّز موجزك…
digest-came = وصلك هذا من قبل، وهو في المحادثة.
quiet-wider = أوسع: { $topic }
quiet-stop = ✕ { $topic }
digest-evidence = من نصوص المصادر

more-button = المزيد ({ $left })
mute-button = كتم خبر
less-button = أقل من هذا
wrong-button = مصدر خاطئ
back-button = رجوع
mute-which = أي خبر تكتمه؟
less-which = أي خبر تريد أقل من مثله؟
wrong-which = في أي خبر نُسب الكلام إلى غير قائله؟
muted = لن يصلك شيء عن هذا الخبر ثلاثين يومًا.
less-noted = سأقلّل في موجزك من «{ $topic }».
wrong-outlet = من نقل هذا الخبر خطأ؟
wrong-noted = شكرًا. سيرى المشغّلون شكّك في ما نُسب هنا إلى { $outlet }.
m-undo = ↩ لا تكتم الخبر { $number }
l-undo = ↩ كما كان (الخبر { $number })

### للمشغّلين وحدهم: في المحادثة

words-stats = إحصاءات، الإحصاءات
words-feeds = المصادر، حالة المصادر
words-login = دخول، لوحة المتابعة

queue-articles = المقالات
queue-summaries = الملخصات
queue-deliveries = الإرسال
queue-digests = الموجزات
queue-feeds = المصادر

stats-today = اليوم (بتوقيت غرينتش)
stats-week = آخر سبعة أيام
stats-articles = { $count ->
        [zero] لم يُجب عن أي مقال
        [one] مقال واحد أُجيب عنه
        [two] مقالان أُجيب عنهما
        [few] { $count } مقالات أُجيب عنها
        [many] { $count } مقالًا أُجيب عنه
       *[other] { $count } مقال أُجيب عنه
    }، منها { $model } بنموذج لغوي
stats-failures = { $count ->
        [zero] بلا إخفاقات
        [one] إخفاق واحد
        [two] إخفاقان
        [few] { $count } إخفاقات
        [many] { $count } إخفاقًا
       *[other] { $count } إخفاق
    }
stats-failure = { $kind }: { $count }
stats-readers = { $count ->
        [zero] لا قرّاء
        [one] قارئ واحد
        [two] قارئان
        [few] { $count } قرّاء
        [many] { $count } قارئًا
       *[other] { $count } قارئ
    }، الجدد منهم { $new }
stats-new-readers = القرّاء الجدد: { $new }
stats-money = المال: { $spent } من { $budget } دولار
stats-money-week = المال: { $spent } دولار
stats-now = الآن
stats-queue = { $queue }: ينتظر { $waiting }، يُعمل على { $active }، مؤجّل { $delayed }، توقّف { $dead }
stats-memory = ذاكرة Redis: ‏{ $used } م.ب من { $most } م.ب
stats-memory-unbounded = ذاكرة Redis: ‏{ $used } م.ب بلا حد

feeds-none = لا تُقرأ هنا مصادر بعد.
feeds-title = { $count ->
        [one] مصدر واحد
        [two] مصدران
        [few] { $count } مصادر
        [many] { $count } مصدرًا
       *[other] { $count } مصدر
    }: { $well } بخير، { $failing } يتعثّر، { $dead } متوقّف
feeds-line = { $outlet }: { $reason }، آخر خبر { $newest }
feeds-more = وغيرها: { $count }
feeds-doubted = { $outlet }: { feed-doubted }
feed-doubted = { $count ->
        [one] شكّ قارئ في نسبة كلامه
        [two] شكّ قارئان في نسبة كلامه
        [few] شكّ { $count } قرّاء في نسبة كلامه
        [many] شكّ { $count } قارئًا في نسبة كلامه
       *[other] شكّ { $count } قارئ في نسبة كلامه
    }
feed-frozen = لا جديد منذ أسبوعين
feed-undated = أخبار بلا تاريخ
feed-robots = الموقع يمنع القراءة الآلية
feed-never = لا يُعرف
feed-dead = ⚠️ توقّف مصدر: { $outlet } ({ $reason ->
        [frozen] لا جديد منذ أسبوعين
        [undated] أخبار بلا تاريخ
        [robots] الموقع يمنع القراءة الآلية
       *[other] { $reason }
    })
feed-back = ✅ عاد مصدر إلى العمل: { $outlet }

stats-feedback = آراء القرّاء في { $count ->
        [zero] الملخصات: لا شيء بعد
        [one] ملخص واحد
        [two] ملخصين
        [few] { $count } ملخصات
        [many] { $count } ملخصًا
       *[other] { $count } ملخص
    }: 👍 { $up }، 👎 { $down }
cases-button = حالات للتقييم (JSONL)
cases-none = لم يشكُ أحد من ملخص ما زال مقاله محفوظًا.

login-link = رابط الدخول إلى لوحة المتابعة، يعمل مرة واحدة خلال خمس دقائق:
login-too-many = طلبت روابط كثيرة. انتظر دقيقة.

alarm-budget = ⚠️ أُنفق { $level }% من ميزانية اليوم. إذا نفدت أُجيب القرّاء بجمل المقال نفسه حتى منتصف الليل بتوقيت غرينتش.
alarm-budget-over = ✅ الإنفاق تحت الحد من جديد: { $level }% من ميزانية اليوم.
alarm-memory = ⚠️ يستعمل Redis ‏{ $level }% من ذاكرته. زِد maxmemory قبل أن تمتلئ.
alarm-memory-over = ✅ ذاكرة Redis تكفي من جديد: { $level }%.
alarm-queue = ⚠️ تأخّر العمل: { $level ->
        [one] أقدم عمل ينتظر منذ دقيقة
        [two] أقدم عمل ينتظر منذ دقيقتين
        [few] أقدم عمل ينتظر منذ { $level } دقائق
        [many] أقدم عمل ينتظر منذ { $level } دقيقة
       *[other] أقدم عمل ينتظر منذ { $level } دقيقة
    }. انظر /stats
alarm-queue-over = ✅ لم يعد العمل متأخرًا.
alarm-model = ⚠️ النموذج اللغوي لا يجيب: { $level ->
        [one] نداء واحد أخفق
        [two] نداءان أخفقا على التوالي
        [few] { $level } نداءات أخفقت على التوالي
        [many] { $level } نداءً أخفق على التوالي
       *[other] { $level } نداء أخفق على التوالي
    }. يُجاب القرّاء الآن بجمل المقال نفسه.
alarm-model-over = ✅ النموذج اللغوي يجيب من جديد.

### للمشغّلين وحدهم: لوحة المتابعة

admin-title = موجز: لوحة المتابعة
admin-other-language = English
admin-closed = هذه اللوحة لمشغّلي موجز. أرسل ‎/login إلى البوت ليأتيك رابط الدخول.
admin-door = اضغط الزر للدخول. يعمل الرابط مرة واحدة.
admin-enter = ادخل
admin-leave = خروج
admin-refresh = تحديث
admin-used = هذا الرابط استُعمل أو انتهت مدته. أرسل ‎/login إلى البوت من جديد.
admin-too-many = محاولات كثيرة. انتظر دقيقة.
admin-foreign = لم يأت هذا الطلب من اللوحة، فلم يُنفَّذ.
admin-missing = لا توجد صفحة كهذه.
admin-at = { $time } بتوقيت غرينتش

admin-alarm-budget = اقتربت ميزانية اليوم من نهايتها.
admin-alarm-memory = ذاكرة Redis تكاد تمتلئ.
admin-alarm-queue = العمل متأخر.
admin-alarm-model = النموذج اللغوي لا يجيب.

admin-articles = مقالات أُجيب عنها اليوم
admin-failed = { $count ->
        [zero] بلا إخفاقات
        [one] وإخفاق واحد
        [two] وإخفاقان
        [few] و{ $count } إخفاقات
        [many] و{ $count } إخفاقًا
       *[other] و{ $count } إخفاق
    }
admin-money = المال اليوم
admin-of = من { $whole } ({ $share })
admin-readers = قرّاء اليوم
admin-new = الجدد منهم: { $count }
admin-waiting = أعمال تنتظر
admin-dead-jobs = { $count ->
        [zero] لا أعمال متوقفة
        [one] عمل متوقف واحد
        [two] عملان متوقفان
        [few] { $count } أعمال متوقفة
        [many] { $count } عملًا متوقفًا
       *[other] { $count } عمل متوقف
    }
admin-memory = ذاكرة Redis
admin-megabytes = { $count } م.ب
admin-no-limit = بلا حد

admin-hours = المقالات في كل ساعة، آخر أربع وعشرين ساعة
admin-hour = { $time }: بالنموذج { $model }، بدونه { $without }، إخفاقات { $failed }
admin-by-model = بنموذج لغوي
admin-without-model = بجمل المقال
admin-unanswered = إخفاق

admin-digests = الموجزات في كل ساعة، آخر أربع وعشرين ساعة
admin-digests-hour = { $time }: فيها أخبار { $news }، بلا جديد { $empty }
admin-digests-news = فيها أخبار
admin-digests-empty = بلا جديد

admin-how = كيف أُجيب عنها، آخر سبعة أيام
admin-how-model = بنموذج لغوي
admin-how-no-model = بجمل المقال: لا نموذج هنا
admin-how-model-away = بجمل المقال: النموذج لا يجيب
admin-how-model-paused = بجمل المقال: النموذج موقوف
admin-how-model-refused = بجمل المقال: النموذج امتنع
admin-how-budget-spent = بجمل المقال: نفدت الميزانية
admin-how-not-grounded = بجمل المقال: لم يثبت كلام النموذج
admin-nothing = لا شيء بعد.

admin-grounding = مطابقة الأسطر بالمقال لكل صيغة توجيه، آخر سبعة أيام
admin-checked = { $count ->
        [zero] لا أسطر
        [one] سطر واحد
        [two] سطران
        [few] { $count } أسطر
        [many] { $count } سطرًا
       *[other] { $count } سطر
    }
admin-kept = بقي { $share }
admin-repaired = أُصلح { $count }
admin-dropped = حُذف { $count } ({ $share })

admin-readers-days = القرّاء في كل يوم
admin-readers-day = { $time }: { $count }، الجدد منهم { $new }
admin-readers-new = جدد
admin-readers-known = سبق لهم

admin-money-days = المال في كل يوم، وميزانية اليوم { $budget }
admin-money-day = { $day }: { $spent }
admin-calls = { $count ->
        [zero] بلا نداءات
        [one] نداء واحد
        [two] نداءان
        [few] { $count } نداءات
        [many] { $count } نداءً
       *[other] { $count } نداء
    }
admin-no-calls = لم يُسأل أي نموذج.
admin-failed-calls = نداءات أخفقت: { $count }

admin-stages = مدة كل مرحلة، آخر أربع وعشرين ساعة
admin-done = ما تم
admin-half = نصفها خلال
admin-most = 95% منها خلال
admin-within = { $seconds } ث
admin-longer = أكثر من { $seconds } ث
admin-queues = الطوابير
admin-queue = الطابور
admin-state-waiting = ينتظر
admin-state-active = يُعمل عليه
admin-state-delayed = مؤجّل
admin-state-dead = متوقف
admin-retry = أعد المحاولة
admin-retry-all = أعد محاولة الكل
admin-when = متى
admin-job = العمل
admin-reason = السبب

admin-feedback = رأي القرّاء في الملخصات
admin-text-expired = انتهت مدة حفظ المقال.
admin-feeds = المصادر
admin-feeds-well = ما هو بخير منها: { $count }
admin-outlet = المصدر
admin-condition = الحال
admin-newest = آخر خبر
admin-asked = آخر سؤال
admin-well = بخير
