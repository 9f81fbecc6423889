/** Threats on the screens and for programs: reported, judged, and who has duty. */
package org.klantbrug.threat.web;
