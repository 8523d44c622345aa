import { useCallback, useEffect, useRef, useState } from "react";
import { messageOf } from "../api";

/** Work of the server that can take a minute: what it came to, for how long it has gone on, and how to give it up. */
export function useLongWork<A>() {
  const [answer, setAnswer] = useState<A>();
  const [error, setError] = useState("");
  const [seconds, setSeconds] = useState<number>();
  const running = useRef<AbortController>();

  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    setSeconds(undefined);
  }, []);
  const run = useCallback(
    async (work: (signal: AbortSignal) => Promise<A>) => {
      cancel();
      const own = new AbortController();
      running.current = own;
      setError("");
      setAnswer(undefined); // it was the answer to another question
      setSeconds(0);
      try {
        const found = await work(own.signal);
        if (running.current === own) setAnswer(found);
      } catch (failure) {
        if (running.current === own) setError(messageOf(failure));
      } finally {
        if (running.current === own) cancel();
      }
    },
    [cancel],
  );
  useEffect(() => cancel, [cancel]);
  const isRunning = seconds !== undefined;
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setSeconds((passed) => (passed === undefined ? passed : passed + 1)), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return { answer, error, seconds, run, cancel };
}
