/** What every screen and resource needs: texts in a language, notices, and how a rule is told. */
package org.klantbrug.shared.web;
