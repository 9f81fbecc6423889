package org.klantbrug.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.klantbrug.shared.RuleBroken;

/**
 * How much a request may send, judged by its headers alone. The server collects a form in memory
 * and the parts of a multipart form on disk as soon as anybody asks for a parameter, so whoever is
 * not known must not send more than a login takes, and a form not more than a form holds. Files go
 * to the addresses that stream them, up to the limit of the server's listener; those that people
 * attach to something, also customers without a login, up to what may be attached.
 *
 * @param path as the server understood it
 * @param type of the body; null if the request names none
 * @param length of the body in bytes; negative if the request does not tell it
 * @param unending whether the body ends when its sender says so: sent in chunks, or over HTTP/2
 *     without a length
 */
record BodyLimit(String method, String path, String type, long length, boolean unending) {
  private static final long OF_NOBODY = 64L << 10;
  private static final long OF_STAFF = 2L << 20;

  /** All that may be attached to one subject, and the text beside it. */
  private static final long WITH_ATTACHMENTS = 30L << 20;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PARTS = "multipart/form-data";
  private static final String FILE = "application/octet-stream";
  private static final String SHEET = "text/csv";
  private static final Set<String> FILES = Set.of(FILE, SHEET, "application/xml", "text/xml");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** Pages whose form brings a file of any size. */
  private static final Set<String> PAGES =
      Set.of(
          "/merger",
          "/merger-rejects",
          "/merger-totals",
          "/merger-bills",
          "/merger-debits",
          "/merger-handover",
          "/merger-late");

  /** Pages whose form brings files of people. */
  private static final Set<String> ATTACHING =
      Set.of("/complaint", "/complaint-new", "/crisis-step");

  /** REST addresses whose body is a file. */
  private static final Pattern RESOURCES =
      Pattern.compile(
          "/api/(runs/[^/]+/(files|control-totals)|files/[^/]+/rejects/corrections"
              + "|mergers/[^/]+/(bills|debits/files|late/files|handovers/answers/[^/]+))/?");

  /** Why a request is not let in. */
  record Refusal(int status, RuleBroken rule) {}

  static BodyLimit of(HttpServletRequest request, String path) {
    var type = request.getContentType();
    var length = request.getContentLengthLong();
    var untold = length < 0 && request.getProtocol().startsWith("HTTP/2") && carriesBody(request);
    return new BodyLimit(
        request.getMethod(),
        path,
        type,
        length,
        request.getHeader("Transfer-Encoding") != null || untold);
  }

  /** Over HTTP/2 a request without a length can be one without a body; that one has no type. */
  private static boolean carriesBody(HttpServletRequest request) {
    var type = plain(request.getContentType());
    return !type.isEmpty() && (!READING.contains(request.getMethod()) || isForm(type));
  }

  /**
   * Whether it must not come in.
   *
   * @param known whether somebody is logged in or a token is valid
   * @return 413 for what is too large, 411 for what does not say how large it is
   */
  Optional<Refusal> refusal(boolean known) {
    if (known && takesFile()) {
      return Optional.empty();
    }
    return refusal(most(known));
  }

  private long most(boolean known) {
    if (isFormWithFiles()
        && (Pages.PUBLIC.contains(page()) || known && ATTACHING.contains(page()))) {
      return WITH_ATTACHMENTS;
    }
    return known ? OF_STAFF : OF_NOBODY;
  }

  private boolean isFormWithFiles() {
    return method.equals("POST") && plain(type).equals(PARTS);
  }

  private String page() {
    return Pages.name(path);
  }

  private Optional<Refusal> refusal(long most) {
    if (unending) {
      return Optional.of(
          new Refusal(
              HttpServletResponse.SC_LENGTH_REQUIRED,
              new RuleBroken("identity.body-without-length")));
    }
    return length > most
        ? Optional.of(
            new Refusal(
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                new RuleBroken("identity.body-too-large", inWords(most))))
        : Optional.empty();
  }

  private boolean takesFile() {
    if (!method.equals("POST")) {
      return false;
    }
    var sent = plain(type);
    return PAGES.contains(page())
        ? sent.equals(PARTS)
        : RESOURCES.matcher(path).matches() && FILES.contains(sent);
  }

  private static boolean isForm(String type) {
    return type.equals(FORM) || type.startsWith("multipart/");
  }

  /** A content type without its parameters. */
  private static String plain(String type) {
    return type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
  }

  private static String inWords(long bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MB" : (bytes >> 10) + " KB";
  }
}
