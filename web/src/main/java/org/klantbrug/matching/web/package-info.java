/** What people and programs see of matching: pairs in doubt, and how good the model is. */
package org.klantbrug.matching.web;
