/** PagerDuty's REST API, version 2. */
package people.pagerduty;
