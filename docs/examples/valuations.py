"""Follow valuations of a billion dollars and more.

    pip install confluent-kafka
    python valuations.py localhost:9092 [COUNT]

Ends after COUNT facts where it is given. The group remembers how far it has come;
delivery is at least once, so repeats are dropped by their ID.
"""

import json
import sys

from confluent_kafka import Consumer, KafkaException


def facts(brokers, topic, group):
    """Yields each fact once, and commits it when the next is asked for."""
    consumer = Consumer({
        "bootstrap.servers": brokers,
        "group.id": group,
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
    })
    consumer.subscribe([topic])
    seen = set()
    try:
        while True:
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                raise KafkaException(message.error())
            fact = json.loads(message.value())
            if fact["id"] not in seen:
                seen.add(fact["id"])
                yield fact
            consumer.commit(message, asynchronous=True)
    finally:
        consumer.close()


def main(brokers, count=None):
    shown = 0
    for fact in facts(brokers, "facts.valuations", "valuations-example"):
        amount = fact["amount"]
        if amount["currency"] == "USD" and (amount["high"] or 0) >= 1e9:
            shown += 1
            print(f'{fact["company"]["name"]}: ${amount["high"] / 1e9:g}bn ({fact["status"]})')
            print(f'    {fact["evidence"]["sentence"]}', flush=True)
        if count and shown == count:
            return


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
