package org.klantbrug.notice.web;

import java.util.ArrayList;
import java.util.List;
import org.klantbrug.notice.NoticeView;
import org.klantbrug.notice.PrintBatches;
import org.klantbrug.outbound.web.LetterPaper;

/** Notices on paper, and where in the document each of them stands. */
final class NoticePaper {
  private NoticePaper() {}

  static byte[] pdf(PrintBatches.Batch batch, List<PrintBatches.Letter> letters) {
    var language = letters.isEmpty() ? "nl" : letters.get(0).language();
    return LetterPaper.pdf(
        letters.stream()
            .map(
                each ->
                    new LetterPaper.Letter(
                        each.address(), each.subjectLine(), each.body(), each.number()))
            .toList(),
        batch.campaign(),
        language);
  }

  /** Number, customer and pages of each letter, with a heading. */
  static List<List<Object>> index(
      List<Object> heading, PrintBatches.Batch batch, List<PrintBatches.Letter> letters) {
    var lines = new ArrayList<List<Object>>();
    lines.add(heading);
    if (letters.isEmpty()) {
      return lines;
    }
    var pages = LetterPaper.pages(pdf(batch, letters));
    for (var i = 0; i < letters.size(); i++) {
      lines.add(
          List.of(
              letters.get(i).number(),
              letters.get(i).customerKey(),
              pages.get(i).first(),
              pages.get(i).last()));
    }
    return lines;
  }

  static byte[] pdf(NoticeView.Example example) {
    var address = example.address() == null ? example.name() : example.address();
    return LetterPaper.pdf(
        List.of(new LetterPaper.Letter(address, example.subjectLine(), example.body(), null)),
        example.subjectLine(),
        example.language());
  }
}
