/** Times are ISO instants. */
export type WebhookRow = {
  id: string;
  name: string;
  url: string;
  events: string[];
  sectionIds: string[];
  createdBy: string;
  failingSince: string | null;
  disabledAt: string | null;
  /** Disabled by Galley, after it failed for long. */
  isGivenUp: boolean;
  lastDeliveryAt: string | null;
};

export type DeliveryRow = {
  id: string;
  event: string;
  headline: string;
  storyId: string | null;
  at: string;
  /** What was sent; null before the first attempt. */
  body: string | null;
  attempts: number;
  nextTryAt: string | null;
  succeededAt: string | null;
  lastAt: string | null;
  /** 0: there was no answer. */
  lastStatus: number;
  lastAnswer: string;
  lastMs: number;
};
