package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.klantbrug.attachment.Attachment;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.Limits;
import org.klantbrug.attachment.web.Uploads;
import org.klantbrug.complaint.OnlineComplaints;
import org.klantbrug.complaint.OnlineSettings;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.util.Faces;

/**
 * What the forms for customers have in common: how often they are taken, the files sent along, and
 * what to say if something stops them. Keeps nothing on the server but those files.
 */
@Named("publicForm")
@RequestScoped
public class PublicForm {
  private static final int TOO_MANY_REQUESTS = 429;

  @Inject private FormGate gate;
  @Inject private Uploads uploads;
  @Inject private Attachments attachments;
  @Inject private OnlineSettings settings;
  @Inject private Post post;
  @Inject private Texts texts;
  @Inject private HttpServletRequest request;

  private final List<String> problems = new ArrayList<>();
  private String key;

  /**
   * Takes in what was sent along, and tells whether the form was meant to be sent.
   *
   * @param button that sends it
   * @return whether it goes on; else the form is shown again, as it was typed
   */
  boolean isMeant(String button) {
    if (!post.isSent()) {
      return false;
    }
    if (!gate.takes(request.getRemoteAddr(), request.getContentLengthLong())) {
      Faces.getResponse().setStatus(TOO_MANY_REQUESTS);
      problems.add(texts.say("online.too-often"));
      return false;
    }
    if (!post.text("nothing").isEmpty()) {
      problems.add(texts.say("online.robot"));
      return false;
    }
    takeInFiles();
    return problems.isEmpty() && post.has(button);
  }

  /** Whether one more link may be mailed for who sends this form. */
  boolean mayMailLink() {
    return gate.mails(request.getRemoteAddr());
  }

  private void takeInFiles() {
    var form = OnlineComplaints.form(getKey());
    uploads.takeIn(form, null).forEach(this::stoppedBy);
    if (post.has("dropFile")) {
      attachments.drop(form, post.key("dropFile"));
    }
  }

  /** Does it; if a rule stops it the customer reads which. */
  <T> Optional<T> attempt(Supplier<T> what) {
    try {
      return Optional.of(what.get());
    } catch (RuleBroken rule) {
      stoppedBy(rule);
      return Optional.empty();
    }
  }

  private void stoppedBy(RuleBroken rule) {
    problems.add(rule.textIn(texts.locale()));
  }

  /** What stopped the form, in words; empty if nothing did. */
  public List<String> getProblems() {
    return problems;
  }

  /** By it the form is known when it is sent again. */
  public String getKey() {
    if (key == null) {
      key = uploads.formKey();
    }
    return key;
  }

  /** The files that were taken in already. */
  public List<Attachment> getFiles() {
    return post.isSent() ? attachments.in(OnlineComplaints.form(getKey())) : List.of();
  }

  /** How much may be sent along. */
  public Limits getLimits() {
    return attachments.limits();
  }

  /** The name of our company; empty if there is none yet. */
  public String getCompany() {
    return settings.company().orElse("");
  }
}
