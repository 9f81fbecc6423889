/** What people and programs see of waves: the plan, what stops its members, and go or no go. */
package org.klantbrug.wave.web;
