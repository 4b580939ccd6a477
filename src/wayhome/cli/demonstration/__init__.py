"""The practice area: invented organisations, people and children, made only by doing what people do in Wayhome."""
