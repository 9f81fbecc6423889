/** What customers ask about their data, and what is made and done of it. */
package org.klantbrug.privacy.web;
