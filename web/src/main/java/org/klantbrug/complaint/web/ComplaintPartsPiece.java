package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.klantbrug.complaint.Cause;
import org.klantbrug.complaint.ComplaintView;
import org.klantbrug.complaint.Decision;
import org.klantbrug.complaint.Part;
import org.klantbrug.complaint.PartWords;
import org.klantbrug.complaint.Parts;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;

/** The things that a complaint is about, on its page. */
@Named("complaintParts")
@RequestScoped
public class ComplaintPartsPiece {
  private static final int ROWS_AT_FIRST = 3;

  @Inject private Parts parts;
  @Inject private PartWords words;
  @Inject private ComplaintChoices choices;
  @Inject private ComplaintMailing mailing;
  @Inject private Post post;
  @Inject @Param private String part;
  @Inject @Param private String ask;

  void split(long at, int version, Staff by) {
    var named =
        IntStream.rangeClosed(1, ROWS_AT_FIRST)
            .mapToObj(
                row -> new Parts.Grievance(post.text("grievance" + row), post.text("whose" + row)))
            .toList();
    parts.split(at, version, named, by);
  }

  void answer(long at, int version, Staff by) {
    parts.answer(
        at,
        version,
        meant(),
        new Parts.Answer(
            choices.chosen(Cause.class, "partCause"),
            choices.chosen(Decision.class, "partDecision"),
            post.text("partReasons"),
            post.text("partExplanation")),
        by);
  }

  void noteDone(long at, int version, Staff by) {
    parts.noteDone(at, version, meant(), post.text("partDoneWords"), by);
  }

  void drop(long at, int version, Staff by) {
    parts.drop(at, version, (int) post.key("part"), post.text("partDropWhy"), by);
  }

  /** The part whose form it is, and those for which the same was said to go. */
  private List<Integer> meant() {
    return Stream.concat(Stream.of(post.text("part")), post.all("also").stream())
        .filter(each -> each.matches("[1-9][0-9]{0,3}"))
        .map(Integer::valueOf)
        .distinct()
        .toList();
  }

  /** The rows of the form in which parts are named: several at first, then one at a time. */
  public List<Integer> rows(List<Part> there) {
    return IntStream.rangeClosed(1, there.isEmpty() ? ROWS_AT_FIRST : 1).boxed().toList();
  }

  /** Whether a form of this part came back, with what was typed. */
  public boolean isBack(Part one, String button) {
    return post.has(button) && Integer.toString(one.no()).equals(part);
  }

  /** Whether somebody ticked that the same goes for another part. */
  public boolean isAlso(Part one) {
    return post.all("also").contains(Integer.toString(one.no()));
  }

  /** The other parts of which nothing was said yet: perhaps the same goes for them. */
  public List<Part> others(List<Part> all, Part one) {
    return all.stream().filter(each -> each.no() != one.no() && !each.answered()).toList();
  }

  /** The other parts of which nobody said yet what was done with them. */
  public List<Part> undone(List<Part> all, Part one) {
    return all.stream().filter(each -> each.no() != one.no() && each.done() == null).toList();
  }

  /** The part that is to be answered next; 0 if all are. */
  public int next(List<Part> all) {
    return all.stream().filter(each -> !each.answered()).map(Part::no).findFirst().orElse(0);
  }

  /** How many were answered. */
  public long answered(List<Part> all) {
    return all.stream().filter(Part::answered).count();
  }

  /** What follows from the parts for the whole; null while one was not answered. */
  public Decision decision(List<Part> all) {
    var decided = all.stream().map(Part::decision).distinct().toList();
    if (decided.isEmpty() || decided.contains(null)) {
      return null;
    }
    return decided.size() == 1 ? decided.get(0) : Decision.PARTLY;
  }

  /** What the parts say to the customer, taken together; empty of a complaint that is whole. */
  public String explanation(ComplaintView complaint) {
    return words.explanation(complaint, mailing.getLanguage());
  }

  /** Why the parts were decided so, taken together. */
  public String reasons(ComplaintView complaint) {
    return words.reasons(complaint.id());
  }

  /** What was done with the parts, taken together. */
  public String done(ComplaintView complaint) {
    return words.done(complaint.id());
  }

  /** The part about which a department is to be asked. */
  private Optional<Part> asked(List<Part> all) {
    return all.stream().filter(each -> Integer.toString(each.no()).equals(ask)).findFirst();
  }

  /** The question to a department about the part that was chosen; empty if none was. */
  public String question(List<Part> all) {
    return asked(all).map(Part::grievance).orElse("");
  }

  /** The department of the part that was chosen, by its name; empty if none was. */
  public String department(List<Part> all) {
    return asked(all).map(Part::department).orElse("");
  }
}
