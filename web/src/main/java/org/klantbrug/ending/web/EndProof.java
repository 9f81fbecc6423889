package org.klantbrug.ending.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.ending.Archive;
import org.klantbrug.ending.Archives;
import org.klantbrug.ending.Criterion;
import org.klantbrug.ending.EndGate;
import org.klantbrug.ending.Finding;
import org.klantbrug.ending.Look;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Paper;
import org.klantbrug.shared.web.Sheet;
import org.klantbrug.shared.web.Texts;

/** What was found, said and signed about the end of an old system, to be kept on paper. */
@RequestScoped
public class EndProof {
  private static final String STYLE =
      "@page { size: A4; margin: 18mm } body { font-family: '"
          + Paper.FONT
          + "'; font-size: 10pt; line-height: 1.45 } h1 { font-size: 18pt; font-weight: normal; margin: 0 0 4mm }"
          + " h2 { font-size: 12pt; font-weight: normal; margin: 6mm 0 1mm; border-bottom: 0.5pt solid #888 }"
          + " ul { margin: 0; padding-left: 5mm } .hash { font-size: 8pt }";

  @Inject private EndGate gate;
  @Inject private Archives archives;
  @Inject private EndWords words;
  @Inject private Texts texts;

  /** One line of the proof: what it is about, what is said, by whom and when. */
  private record Line(String about, String said, String by, Instant at) {}

  Response answer(Mergers.View merger, String as) {
    var look = gate.newest(merger.id()).orElseThrow(() -> new RuleBroken("ending.not-looked"));
    var lines = lines(merger.id(), look);
    var name = "end-of-old-system-" + merger.id();
    if (as.equals("pdf")) {
      return Response.ok(Paper.pdf(html(merger, look, lines)), "application/pdf")
          .header("Content-Disposition", "attachment; filename=\"" + name + ".pdf\"")
          .build();
    }
    return new Sheet(texts.say("ending.title"), texts.locale(), cells(lines)).answer(as, name);
  }

  private List<Line> lines(long merger, Look look) {
    var lines = new ArrayList<Line>();
    for (var criterion : Criterion.values()) {
      var about = texts.code("ending.criterion.", criterion);
      look.of(criterion).forEach(each -> lines.add(found(about, each, look)));
      gate.said(merger).stream()
          .filter(each -> each.criterion() == criterion)
          .forEach(each -> lines.add(new Line(about, each.words(), each.by(), each.at())));
    }
    archives.newest(merger).ifPresent(archive -> lines.add(archived(archive)));
    for (var signed : gate.signatures(merger)) {
      var said = signed.words() == null ? texts.say("ending.may-go") : signed.words();
      lines.add(
          new Line(texts.code("ending.side.", signed.side()), said, signed.by(), signed.at()));
    }
    return lines;
  }

  private Line found(String about, Finding finding, Look look) {
    var mark = texts.say(finding.missing() ? "ending.missing" : "ending.in-order");
    return new Line(about, mark + ": " + words.of(finding), look.by(), look.at());
  }

  private Line archived(Archive archive) {
    return new Line(
        texts.say("ending.manifest"), archive.sha256(), archive.askedBy(), archive.madeAt());
  }

  private List<List<Object>> cells(List<Line> lines) {
    var cells = new ArrayList<List<Object>>();
    cells.add(
        List.of(
            texts.say("ending.about"),
            texts.say("ending.what"),
            texts.say("ending.by"),
            texts.say("ending.at")));
    lines.forEach(
        each -> cells.add(Arrays.asList(each.about(), each.said(), each.by(), each.at())));
    return cells;
  }

  private String html(Mergers.View merger, Look look, List<Line> lines) {
    var title = Paper.safe(texts.say("ending.of", merger.acquiredName()));
    var html = new StringBuilder(8192);
    html.append("<html lang=\"").append(texts.locale().getLanguage());
    html.append("\"><head><title>").append(title).append("</title>");
    html.append("<meta name=\"description\" content=\"").append(title).append("\"/>");
    html.append("<style>").append(STYLE).append("</style></head><body><h1>").append(title);
    html.append("</h1><p>").append(Paper.safe(texts.say("ending.missing-count", look.missing())));
    html.append(" ").append(Paper.safe(at(look.at()))).append("</p>");
    var about = "";
    for (var line : lines) {
      if (!line.about().equals(about)) {
        html.append(about.isEmpty() ? "" : "</ul>").append("<h2>");
        html.append(Paper.safe(line.about())).append("</h2><ul>");
        about = line.about();
      }
      html.append("<li>").append(Paper.safe(line.said())).append(by(line)).append("</li>");
    }
    return html.append("</ul></body></html>").toString();
  }

  private String by(Line line) {
    return line.by() == null ? "" : Paper.safe(" (" + line.by() + ", " + at(line.at()) + ")");
  }

  private String at(Instant moment) {
    return texts.day(moment.atZone(BusinessClock.ZONE).toLocalDate());
  }
}
