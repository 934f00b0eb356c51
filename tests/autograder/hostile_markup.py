"""What a student might write into a page that the instructor opens."""

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><use href='data:image/svg+xml,x'/></svg>",
    "<style>@import 'https://evil.example/x.css'; body{background:url(https://evil.example)}</style>",
    "</code></pre></details><iframe src='javascript:alert(1)'></iframe>",
    "[click](javascript:alert(1)) ![x](https://evil.example/x.png) <a href='https://evil.example'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'><base href='https://evil.example'>",
    "<form action='https://evil.example'><button formaction='javascript:x()'>x</button></form>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=x&gt;'>",
    "{{ 7 * 7 }} {% raw %} \x1b[31m\x00\u2028]]>",
]
