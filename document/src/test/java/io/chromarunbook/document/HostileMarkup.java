package io.chromarunbook.document;

import java.util.List;

/**
 * Forty texts that want to be more than text: names of collections, ids, reasons, answers of
 * servers.
 */
public final class HostileMarkup {

  /** Part of every one of them, so that a test finds that it was shown at all. */
  public static final String MARK = "zq";

  private static final List<String> ALL =
      List.of(
          "zq<script>alert(1)</script>",
          "zq</title><script>alert(2)</script>",
          "zq</style><script>alert(3)</script>",
          "zq<img src=x onerror=alert(4)>",
          "zq\"><img src=x onerror=alert(5)>",
          "zq' onmouseover='alert(6)",
          "zq\" autofocus onfocus=\"alert(7)",
          "zq<svg onload=alert(8)>",
          "zq</svg><script>alert(9)</script>",
          "zq<iframe src=javascript:alert(10)></iframe>",
          "zq<a href=\"javascript:alert(11)\">click</a>",
          "zq<!-- not the end -->",
          "--><script>zq(12)</script><!--",
          "zq<![CDATA[<script>alert(13)</script>]]>",
          "zq&lt;script&gt;alert(14)&lt;/script&gt;",
          "zq&#60;script&#62;alert(15)",
          "zq<details open ontoggle=alert(16)>",
          "zq<style>*{display:none}</style>",
          "zq<meta http-equiv=refresh content='0;url=http://evil.invalid'>",
          "zq<base href=http://evil.invalid/>",
          "zq<form action=http://evil.invalid><input name=a></form>",
          "zq{{constructor.constructor('alert(22)')()}} ${7*7} #{7*7} $unsafe{x} @template.x()",
          "[zq](javascript:alert(23))",
          "![zq](http://evil.invalid/pixel.png)",
          "<http://evil.invalid/zq>",
          "[zq][ref]\n\n[ref]: http://evil.invalid",
          "# zq is no heading",
          "- zq is no list\n- nor this",
          "1. zq is no list",
          "> zq is no quotation",
          "```\nzq is no code\n```",
          "zq | breaks | the | table |\n| --- | --- |",
          "**zq** _is_ ~~not~~ `strong`",
          "zq\n=====\nno heading",
          "    zq is no code",
          "zq\\",
          "zq\u202Eegami\u202C \u200B\u2066hidden\u2069",
          "zq\u001b[2J\u001b]0;owned\u0007\u0000\r\n\t end",
          "zq'; rm -rf ~; echo '$(reboot)`reboot`",
          "zq\ud83d\ude00 \ud800 \uffff <b>\u2028bold</b>");

  private HostileMarkup() {}

  /** All of them. */
  public static List<String> all() {
    return ALL;
  }
}
