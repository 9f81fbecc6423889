package org.klantbrug.shared.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Keeps the language a person chose in their browser, and brings them back where they were. */
@WebServlet("/language")
public class LanguageSwitch extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var cookie =
        new Cookie(Language.COOKIE, "nl".equals(request.getParameter("code")) ? "nl" : "en");
    cookie.setMaxAge(YEAR_IN_SECONDS);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    response.addCookie(cookie);
    response.sendRedirect(LocalAddress.orHome(request.getParameter("to")));
  }
}
