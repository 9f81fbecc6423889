package org.klantbrug.mailbox;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads a mail of a stranger: whatever he wrote, something comes of it. What cannot be read is left
 * out; the mail itself is kept beside.
 */
final class MailReading {
  /** More is kept without the mail itself: a person finds it in the mailbox. */
  static final int LARGEST = 25 * 1024 * 1024;

  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_LINE = 1_000;
  private static final int LONGEST_NAME = 200;
  private static final int MOST_REFERENCES = 50;
  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,900}>");
  private static final Pattern FAILED = Pattern.compile("(?im)^Action:\\s*failed");
  private static final Pattern ORIGINAL =
      Pattern.compile("(?im)^(?:X-Original-)?Message-ID:\\s*(<[^<>\\s]{1,900}>)");

  /** Reads bytes, asks no server. */
  private static final Session ANY = Session.getInstance(new Properties());

  private final MimeMessage mail;
  private final List<String> files = new ArrayList<>();
  private final List<MailFile> contents = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final StringBuilder report = new StringBuilder();

  private MailReading(MimeMessage mail) {
    this.mail = mail;
  }

  /**
   * @param now nothing was received later
   * @throws MessagingException if it is gone, or the connection broke
   */
  static IncomingMail of(MimeMessage mail, Instant now) throws MessagingException {
    var size = mail.getSize();
    var raw = size > LARGEST ? null : raw(mail);
    // From its own bytes: a part that cannot be read does not break the connection's state.
    var copy = raw == null ? mail : new MimeMessage(ANY, new ByteArrayInputStream(raw));
    return new MailReading(copy).read(received(mail, now), raw, raw == null ? size : raw.length);
  }

  /** What was sent along with a mail, as it came; what cannot be read is left out. */
  static List<MailFile> files(byte[] raw) {
    try {
      var reading = new MailReading(new MimeMessage(ANY, new ByteArrayInputStream(raw)));
      reading.gather(reading.mail, 0);
      return reading.contents;
    } catch (MessagingException unreadable) {
      return List.of();
    }
  }

  private static byte[] raw(MimeMessage mail) throws MessagingException {
    var out = new ByteArrayOutputStream();
    try {
      mail.writeTo(out);
    } catch (IOException e) {
      throw new MessagingException("The mail could not be fetched", e);
    }
    return out.toByteArray();
  }

  private static Instant received(MimeMessage mail, Instant now) throws MessagingException {
    return Optional.ofNullable(mail.getReceivedDate())
        .map(Date::toInstant)
        .filter(at -> at.isBefore(now))
        .orElse(now);
  }

  private IncomingMail read(Instant received, byte[] raw, long size) {
    if (raw != null) {
      gather(mail, 0);
    }
    var from = from();
    var id = header("Message-ID").flatMap(MailReading::firstId).orElse(null);
    var bounced = isReport() && FAILED.matcher(report).find();
    return new IncomingMail(
        key(id, raw, received),
        id,
        refersTo(bounced),
        from.map(InternetAddress::getAddress).map(text -> cut(text, 320)).orElse(""),
        from.map(InternetAddress::getPersonal)
            .map(text -> cut(oneLine(text), LONGEST_NAME))
            .orElse(null),
        cut(oneLine(subject()), LONGEST_LINE),
        cut(text(), LONGEST_TEXT),
        List.copyOf(files),
        written(),
        received,
        isAutomatic(),
        bounced,
        raw,
        size);
  }

  private String key(String id, byte[] raw, Instant received) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var what =
          id != null
              ? id.getBytes(StandardCharsets.UTF_8)
              : raw != null ? raw : (received + " " + subject()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(what));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  // ------------------------------------------------------------------ headers

  /** The first value of a header; empty if it is not there or cannot be read. */
  private Optional<String> header(String name) {
    try {
      return Optional.ofNullable(mail.getHeader(name, " "));
    } catch (MessagingException unreadable) {
      return Optional.empty();
    }
  }

  private Optional<InternetAddress> from() {
    try {
      var from = mail.getFrom();
      return from == null || from.length == 0 || !(from[0] instanceof InternetAddress)
          ? Optional.empty()
          : Optional.of((InternetAddress) from[0]);
    } catch (MessagingException unreadable) {
      return Optional.empty();
    }
  }

  private String subject() {
    try {
      return Optional.ofNullable(mail.getSubject()).orElse("");
    } catch (MessagingException unreadable) {
      return "";
    }
  }

  private Instant written() {
    try {
      return Optional.ofNullable(mail.getSentDate())
          .map(Date::toInstant)
          .filter(MailReading::isSane)
          .orElse(null);
    } catch (MessagingException unreadable) {
      return null;
    }
  }

  /** A date that a database can keep. */
  private static boolean isSane(Instant at) {
    return at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("9000-01-01T00:00:00Z"));
  }

  /** The answered mail, then those before it, from the nearest back. */
  private List<String> refersTo(boolean bounced) {
    var found = new ArrayList<String>();
    if (bounced) {
      ORIGINAL.matcher(report).results().map(each -> each.group(1)).forEach(found::add);
    }
    header("In-Reply-To").ifPresent(ids -> found.addAll(ids(ids)));
    var references = new ArrayList<>(header("References").map(MailReading::ids).orElse(List.of()));
    Collections.reverse(references);
    found.addAll(references);
    return found.stream().distinct().limit(MOST_REFERENCES).toList();
  }

  private static List<String> ids(String header) {
    return MESSAGE_ID.matcher(header).results().map(MatchResult::group).toList();
  }

  private static Optional<String> firstId(String header) {
    return ids(header).stream().findFirst();
  }

  /** RFC 3834, and what was usual before it. */
  private boolean isAutomatic() {
    var submitted = header("Auto-Submitted").orElse("no").toLowerCase(Locale.ROOT).strip();
    var precedence = header("Precedence").orElse("").toLowerCase(Locale.ROOT);
    return !submitted.startsWith("no")
        || isReport()
        || precedence.matches("\\s*(bulk|junk|auto_reply)\\s*")
        || header("X-Autoreply").isPresent()
        || header("X-Autorespond").isPresent();
  }

  private boolean isReport() {
    return is(mail, "multipart/report");
  }

  // ------------------------------------------------------------------ parts

  private static final int DEEPEST = 20;

  private void gather(Part part, int depth) {
    try {
      if (depth > DEEPEST) {
        return;
      }
      if (isFile(part)) {
        addFile(part);
      } else if (is(part, "message/delivery-status") || is(part, "text/rfc822-headers")) {
        report.append(asText(part)).append('\n');
      } else if (is(part, "message/rfc822")) {
        report.append(original(part)).append('\n');
      } else if (is(part, "text/html")) {
        html.append(asText(part));
      } else if (is(part, "text/*")) {
        plain.append(plain.isEmpty() ? "" : "\n").append(asText(part));
      } else if (part.getContent() instanceof Multipart several) {
        for (var i = 0; i < several.getCount(); i++) {
          gather(several.getBodyPart(i), depth + 1);
        }
      }
    } catch (MessagingException | IOException | RuntimeException unreadable) {
      files.add("?"); // the mail itself is kept
    }
  }

  private void addFile(Part part) throws MessagingException, IOException {
    var name = cut(oneLine(Optional.ofNullable(part.getFileName()).orElse("?")), LONGEST_NAME);
    files.add(name);
    contents.add(new MailFile(name, part.getContentType(), part.getInputStream().readAllBytes()));
  }

  private static boolean isFile(Part part) throws MessagingException {
    return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
        || part.getFileName() != null && !is(part, "multipart/*") && !is(part, "message/*");
  }

  private static boolean is(Part part, String type) {
    try {
      return part.isMimeType(type);
    } catch (MessagingException unreadable) {
      return false;
    }
  }

  private static String asText(Part part) throws MessagingException, IOException {
    return part.getContent() instanceof String text
        ? text
        : new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String original(Part part) throws MessagingException, IOException {
    return part.getContent() instanceof Message inner && inner.getHeader("Message-ID") != null
        ? "Message-ID: " + inner.getHeader("Message-ID")[0]
        : "";
  }

  private String text() {
    var written = plain.toString().isBlank() ? PlainText.of(html.toString()) : plain.toString();
    return written.replace("\r\n", "\n").replace("\0", "").strip();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String cut(String text, int length) {
    var kept = text.replace("\0", "");
    return kept.length() <= length ? kept : kept.substring(0, length);
  }
}
